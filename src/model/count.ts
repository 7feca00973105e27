/** `1 feed`, `2 feeds`, `0 feeds`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}
