import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { type Product, product } from './support/product.ts';
import { makeIdentity } from './support/shell.ts';

const identity = makeIdentity();

describe('fw4 on 6.1', () => {
  let lab: Lab;
  let bot: Product;
  beforeAll(async () => {
    lab = await bootLab({ kernel: '6.1', firewall: 'fw4', authorizedKey: identity.publicLine });
    bot = product(lab, identity);
  });
  afterAll(async () => {
    await bot?.sessions.close();
    await lab?.stop();
  });

  test('is healthy while its flows are offloaded, and no exemption is offered', async () => {
    const seen = await bot.diagnose();
    expect(seen.judgement).toMatchObject({ verdict: 'healthy', class: 'normal', offerExemption: false });
    expect(seen.judgement.flows.some(({ entry }) => entry.offload === 'software')).toBe(true);
    expect(seen.execs).toBe(1);
  });
});
