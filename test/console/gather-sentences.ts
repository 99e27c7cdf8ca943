import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vitest/node';

/** Stands where code puts in what it does not know before it runs. */
const UNKNOWN = '¤';
const ROOT = join(import.meta.dirname, '../../collector');

/** A text in the code, with `¤` in the place of what is put in. */
export interface Found {
  /** Below `collector/`. */
  readonly file: string;
  readonly text: string;
}

/** Every text with at least one word and a space that stands in these files or folders of the collector. */
export function gatherSentences(paths: readonly string[]): Found[] {
  const files = paths.flatMap((path) =>
    path.endsWith('.ts')
      ? [path]
      : readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts'))
          .map((file) => `${path}/${file}`),
  );
  return files.flatMap((file) => {
    const texts = textsOf(readFileSync(join(ROOT, file), 'utf8')).filter(isSentence);
    return [...new Set(texts)].map((text) => ({ file, text }));
  });
}

function isSentence(text: string): boolean {
  return text.includes(' ') && /(?:^|[\s«(])\p{L}\p{Ll}+(?:[\s».,:;?!)’]|$)/u.test(text);
}

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** The constants that are known where the code stands, the innermost first. */
type Scope = readonly ReadonlyMap<string, Node>[];

/** What code may make of its texts: each branch, with the constants that stand in them put in. */
export function textsOf(code: string): string[] {
  const found: { readonly node: Node; readonly texts: readonly string[] }[] = [];
  /** Constants that stand within other texts are no texts of their own. */
  const used = new Set<Node>();

  function walk(node: Node, scope: Scope): void {
    if (node.type === 'ImportDeclaration' || isThrown(node)) return;
    if (isText(node)) found.push({ node, texts: read(node, scope, true) });
    else for (const child of childrenOf(node)) walk(child, inside(node, scope));
  }

  function read(node: Node, scope: Scope, isOuter = false): string[] {
    const all = (...nodes: unknown[]) => nodes.flatMap((each) => read(each as Node, scope));
    if (node.type === 'TemplateLiteral') {
      const expressions = node.expressions as Node[];
      return (node.quasis as { value: { cooked: string } }[]).reduce<string[]>(
        (heads, { value }, index) => {
          const expression = expressions[index];
          return join2(join2(heads, [value.cooked]), expression ? read(expression, scope) : ['']);
        },
        [''],
      );
    }
    if (isText(node)) {
      if (node.type === 'Literal') return [String(node.value)];
      return join2(all(node.left), all(node.right));
    }
    if (node.type === 'ConditionalExpression') return all(node.consequent, node.alternate);
    if (node.type === 'LogicalExpression') return all(node.left, node.right);
    if (node.type === 'Identifier' && !isOuter) {
      const value = scope.find((each) => each.has(String(node.name)))?.get(String(node.name));
      if (value && (isText(value) || value.type === 'ConditionalExpression')) {
        markUsed(value);
        return read(value, scope);
      }
    }
    walk(node, scope);
    return [isQuote(node) ? `«${UNKNOWN}»` : UNKNOWN];
  }

  function markUsed(node: Node): void {
    used.add(node);
    for (const child of childrenOf(node)) markUsed(child);
  }

  walk(parseAst(code, { lang: 'ts' }) as unknown as Node, []);
  return found.filter(({ node }) => !used.has(node)).flatMap(({ texts }) => texts);
}

function isText(node: Node): boolean {
  if (node.type === 'Literal') return typeof node.value === 'string';
  if (node.type === 'BinaryExpression' && node.operator === '+')
    return isText(node.left as Node) || isText(node.right as Node);
  return node.type === 'TemplateLiteral';
}

/** `quote()` puts what was sent between «», which is a part of the sentence. */
function isQuote({ type, callee }: Node): boolean {
  return type === 'CallExpression' && (callee as Node).name === 'quote';
}

/** Errors go to who runs the collector; but these two are told on pages. */
function isThrown({ type, callee }: Node): boolean {
  const name = type === 'NewExpression' ? String((callee as Node).name) : '';
  return name.endsWith('Error') && name !== 'CheckError' && name !== 'UnreachableError';
}

/** The scope with the constants of a block. */
function inside({ type, body }: Node, scope: Scope): Scope {
  if (type !== 'Program' && type !== 'BlockStatement') return scope;
  const declared = (body as Node[])
    .map((statement) => (statement.type.startsWith('Export') ? (statement.declaration as Node) : statement))
    .filter((statement) => statement?.type === 'VariableDeclaration')
    .flatMap((statement) => statement.declarations as { id: Node; init: Node | null }[])
    .flatMap(({ id, init }): [string, Node][] => (init ? [[String(id.name), init]] : []));
  return [new Map(declared), ...scope];
}

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((child): child is Node => typeof child === 'object' && child !== null && 'type' in child);
}

function join2(heads: readonly string[], tails: readonly string[]): string[] {
  return heads.flatMap((head) => tails.map((tail) => head + tail));
}
