/** The text of a file. Vite goes by `?raw`, esbuild by `with { type: 'text' }`; neither needs a setting. */
declare module '*?raw' {
  const text: string;
  export default text;
}
