/** Whether a port is among `5223`, `5228-5230` or `5228:5230`, as UCI and iptables write them. */
export function portOf(word: string, port: number): boolean {
  const [, from, to] = /^(\d{1,5})(?:[-:](\d{1,5}))?$/.exec(word.trim()) ?? [];
  return from !== undefined && Number(from) <= port && port <= Number(to ?? from);
}
