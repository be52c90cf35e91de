/** Programs for routers are files of their own; the build takes them in as text. */
declare module '*.awk' {
  const text: string;
  export default text;
}
declare module '*.sh' {
  const text: string;
  export default text;
}
