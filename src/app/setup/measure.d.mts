export interface Sizes {
  count: number;
  median: number;
  largest: { file: string; lines: number };
  over: { file: string; lines: number }[];
}
export const longest: { source: number; test: number };
export function sourceSizes(): Sizes;
export function testSizes(): Sizes;
export function filesPerKind(): { kind: string; example: string; files: string[] }[];
export function houseLines(): string[];
