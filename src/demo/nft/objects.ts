import { parseRule } from './rule.ts';
import { type Chain, chainOf, type Ruleset, type Table, tableOf } from './ruleset.ts';
import { type Cursor, NftRefusal, type Token, unexpected } from './tokens.ts';

const families = ['inet', 'ip', 'ip6', 'arp', 'bridge', 'netdev'];
const missing = (at: Token) => new NftRefusal('No such file or directory', at);

function mustTable(ruleset: Ruleset, at: Cursor): Table {
  const family = at.peek();
  const named = families.includes(family.text) ? at.word() : 'ip';
  const token = at.next();
  const table = tableOf(ruleset, named, token.text);
  if (!table) throw missing(token);
  return table;
}
function mustChain(table: Table, at: Cursor): Chain {
  const token = at.next();
  const chain = chainOf(table, token.text);
  if (!chain) throw missing(token);
  return chain;
}

const handleOf = (table: Table): number => {
  table.nextHandle += 1;
  return table.nextHandle - 1;
};

function addTable(ruleset: Ruleset, family: string, name: string): Table {
  const known = tableOf(ruleset, family, name);
  if (known) return known;
  const table: Table = {
    family,
    name,
    handle: ruleset.nextTableHandle,
    nextHandle: 1,
    chains: [],
    flowtables: [],
  };
  ruleset.nextTableHandle += 1;
  ruleset.tables.push(table);
  return table;
}

function needs(table: Table, parts: ReturnType<typeof parseRule>): void {
  for (const part of parts.parts) {
    if (part.kind === 'flow' && !table.flowtables.some((each) => each.name === part.table))
      throw missing(parts.first);
  }
}

/** Adds the rule under the cursor. Anonymous sets and maps take a handle of the table before the rule does. */
function addRule(table: Table, chain: Chain, at: Cursor, where: 'add' | 'insert'): void {
  const parsed = parseRule(at);
  needs(table, parsed);
  for (const part of parsed.parts)
    if (part.kind === 'vmap' || (part.kind === 'match' && part.operand.kind === 'set')) handleOf(table);
  const rule = { handle: handleOf(table), comment: parsed.comment, parts: parsed.parts };
  if (where === 'add') chain.rules.push(rule);
  else chain.rules.unshift(rule);
}

function header(chain: Chain, isNew: boolean, at: Cursor): void {
  const type = at.word();
  at.expect('hook');
  const name = at.word();
  at.expect('priority');
  const priority = at.next();
  at.skipEnds();
  let policy: 'accept' | 'drop' | null = null;
  if (at.accept('policy')) {
    const token = at.next();
    if (token.text !== 'accept' && token.text !== 'drop') throw unexpected(token);
    policy = token.text;
  }
  // A chain that exists without a hook cannot be given one: what makes a way-A file without header fail at boot.
  if (!isNew && !chain.hook)
    throw new NftRefusal('Could not process rule: Operation not supported', priority);
  chain.hook = {
    type,
    name,
    priority: priority.text === '0' ? 'filter' : priority.text,
    policy: policy ?? chain.hook?.policy ?? 'accept',
  };
}

function chainBlock(ruleset: Ruleset, family: string, name: string, at: Cursor): void {
  const table = addTable(ruleset, family, name);
  const chainName = at.word();
  const known = chainOf(table, chainName);
  const chain: Chain = known ?? { name: chainName, handle: 0, hook: null, rules: [] };
  if (!known) {
    chain.handle = handleOf(table);
    table.chains.push(chain);
  }
  at.expect('{');
  for (at.skipEnds(); !at.accept('}'); at.skipEnds()) {
    if (at.accept('type')) header(chain, !known, at);
    else addRule(table, chain, at, 'add');
  }
}

function flowtableBlock(ruleset: Ruleset, family: string, name: string, at: Cursor): void {
  const table = addTable(ruleset, family, name);
  const flowtable = {
    name: at.word(),
    handle: 0,
    priority: 'filter',
    devices: [] as string[],
    counter: false,
  };
  at.expect('{');
  for (at.skipEnds(); !at.accept('}'); at.skipEnds()) {
    if (at.accept('hook')) {
      at.expect('ingress');
      at.expect('priority');
      flowtable.priority = at.word() === '0' ? 'filter' : flowtable.priority;
    } else if (at.accept('devices')) {
      at.expect('=');
      at.expect('{');
      do flowtable.devices.push(at.word());
      while (at.accept(','));
      at.expect('}');
    } else if (at.accept('counter')) flowtable.counter = true;
    else throw unexpected(at.next());
  }
  flowtable.handle = handleOf(table);
  table.flowtables.push(flowtable);
}

function add(ruleset: Ruleset, at: Cursor, where: 'add' | 'insert'): void {
  at.expect('rule');
  const table = mustTable(ruleset, at);
  addRule(table, mustChain(table, at), at, where);
}

const inUse = (table: Table, flowtable: string) =>
  table.chains.some((chain) =>
    chain.rules.some((rule) => rule.parts.some((part) => part.kind === 'flow' && part.table === flowtable)),
  );

function remove(ruleset: Ruleset, at: Cursor): void {
  const kind = at.next();
  if (kind.text === 'table') {
    const table = mustTable(ruleset, at);
    ruleset.tables = ruleset.tables.filter((each) => each !== table);
    return;
  }
  const table = mustTable(ruleset, at);
  if (kind.text === 'flowtable') {
    const token = at.next();
    if (!table.flowtables.some((each) => each.name === token.text)) throw missing(token);
    if (inUse(table, token.text))
      throw new NftRefusal('Could not process rule: Device or resource busy', token);
    table.flowtables = table.flowtables.filter((each) => each.name !== token.text);
  } else if (kind.text === 'rule') {
    const chain = mustChain(table, at);
    at.expect('handle');
    const token = at.peek();
    const handle = at.number();
    if (!chain.rules.some((each) => each.handle === handle)) throw missing(token);
    chain.rules = chain.rules.filter((each) => each.handle !== handle);
  } else throw unexpected(kind);
}

function flush(ruleset: Ruleset, at: Cursor): void {
  const kind = at.next();
  if (kind.text === 'ruleset') ruleset.tables = [];
  else if (kind.text === 'table') for (const chain of mustTable(ruleset, at).chains) chain.rules = [];
  else if (kind.text === 'chain') mustChain(mustTable(ruleset, at), at).rules = [];
  else throw unexpected(kind);
}

/** What the statements of a script do to the (cloned) ruleset. */
export const objects = { table: addTable, chain: chainBlock, flowtable: flowtableBlock, add, remove, flush };
