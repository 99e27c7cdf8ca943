import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

/** Where packages are looked for: the repository's, and the older React beside them. */
const here = fileURLToPath(new URL('.', import.meta.url));
export const REACT_18 = fileURLToPath(new URL('react-18/', import.meta.url));

async function compile(source: string, resolveDir: string, options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir, loader: 'jsx' },
    jsx: 'automatic',
    bundle: true,
    write: false,
    // Frameworks tell of a mismatch only in their development builds.
    define: {
      'process.env.NODE_ENV': '"development"',
      __VUE_OPTIONS_API__: 'true',
      __VUE_PROD_DEVTOOLS__: 'false',
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true',
    },
    logLevel: 'error',
    ...options,
  });
  return outputFiles?.[0]?.text ?? '';
}

/** A module with its packages as one classic script for a page. */
export const bundle = (source: string, resolveDir = here): Promise<string> =>
  // The build of Vue that compiles templates, which is the usual one on a server.
  compile(source, resolveDir, { format: 'iife', alias: { vue: 'vue/dist/vue.esm-bundler.js' } });

/** Runs a module here, as a web server would, and returns what it exports as `html`. */
export async function render(source: string, resolveDir = here): Promise<string> {
  const code = await compile(source, resolveDir, { format: 'cjs', platform: 'node', packages: 'external' });
  const module = { exports: {} as { html: string | Promise<string> } };
  new Function('module', 'require', code)(module, createRequire(`${resolveDir}server.js`));
  return module.exports.html;
}
