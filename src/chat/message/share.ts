/**
 * Shares `room` among parts that would like to be `wanted` long: small ones get all they want, large ones are
 * cut to one common length. The sum of the shares is never above `room`.
 */
export function share(wanted: readonly number[], room: number): number[] {
  const order = wanted.map((want, index) => ({ want, index })).sort((a, b) => a.want - b.want);
  const shares = wanted.map(() => 0);
  let left = Math.max(0, room);
  order.forEach(({ want, index }, done) => {
    const fair = Math.floor(left / (order.length - done));
    const got = Math.min(want, fair);
    shares[index] = got;
    left -= got;
  });
  return shares;
}
