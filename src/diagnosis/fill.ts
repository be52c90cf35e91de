import type { TableReading } from '../probes/readings.ts';

/** From here on the kernel throws out entries that are not assured, and soon refuses new ones. */
const nearlyFull = 0.9;

/** Whether the connection table is all but full. */
export const isFull = ({ count, max }: TableReading): boolean => count / max >= nearlyFull;

/** Whether it is, or was as the kernel's log says. */
export const isShort = (table: TableReading): boolean => isFull(table) || table.fullInLog > 0;
