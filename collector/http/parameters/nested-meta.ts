/** `meta[a][b]` → `['a', 'b']`; null where the name is no custom field. */
function readPath(name: string): string[] | null {
  const match = /^meta((?:\[[^\]]*\])+)$/.exec(name);
  return match?.[1] ? match[1].slice(1, -1).split('][') : null;
}

type Tree = Map<string, Tree | string>;

const MAX_DEPTH = 8;

/**
 * Gathers custom fields out of `meta[xxx]` names. Deeper ones (`meta[a][b]=1`) become JSON text under the first key,
 * as the same object in a JSON body does, and `meta[]` is numbered. Maps all the way: `__proto__` is a key like any.
 */
export class NestedMeta {
  readonly #fields: Tree = new Map();

  /** Takes a parameter if it is a custom field. An empty value is "not given". */
  add(name: string, value: string): boolean {
    const path = readPath(name);
    if (path === null) return false;
    if (value !== '' && path.length <= MAX_DEPTH) put(this.#fields, path, value);
    return true;
  }

  /** Key → value; nested ones as JSON text. */
  values(): Map<string, string> {
    const flat = new Map<string, string>();
    for (const [key, value] of this.#fields)
      flat.set(key, typeof value === 'string' ? value : JSON.stringify(plain(value)));
    return flat;
  }
}

function put(tree: Tree, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path;
  const key = head === '' ? String(tree.size) : head;
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const next = tree.get(key);
  const branch: Tree = next instanceof Map ? next : new Map();
  tree.set(key, branch);
  put(branch, rest, value);
}

/** A list where the keys are 0, 1, 2, …, else an object. */
function plain(tree: Tree): unknown {
  const entries = [...tree].map(([key, value]): [string, unknown] => [
    key,
    typeof value === 'string' ? value : plain(value),
  ]);
  const isList = entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
