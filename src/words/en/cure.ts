export const cure = {} as const;
