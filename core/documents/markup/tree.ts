import { type Attribute, type TagToken, type Token, scan } from './scan.ts'

/*
 * A template as a tree that people can be shown. What is no tree (a block that opens in one element and closes in
 * another, a drawing, a comment) is kept whole as one locked piece. The pieces put together give the same text back.
 */

export type TemplateNode =
  | { readonly kind: 'text'; readonly raw: string }
  /** `{{date due_on}}` in running text. */
  | { readonly kind: 'field'; readonly raw: string; readonly inside: string }
  /** What the visual editor does not open: it is shown as it is, and never changed. */
  | { readonly kind: 'locked'; readonly raw: string }
  | ElementNode
  | BlockNode

export interface ElementNode {
  readonly kind: 'element'
  readonly name: string
  readonly attributes: readonly Attribute[]
  /** The tags as written; `close` is empty for elements without an end. */
  readonly open: string
  readonly close: string
  readonly children: readonly TemplateNode[]
}

/** `{{#each lines}}…{{else}}…{{/each}}` */
export interface BlockNode {
  readonly kind: 'block'
  readonly branches: readonly {
    readonly open: string
    readonly children: readonly TemplateNode[]
  }[]
  readonly close: string
}

export const VOID_ELEMENTS: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta source track wbr'.split(' ')
)
const LOCKED_ELEMENTS = new Set([
  'svg',
  'script',
  'style',
  'iframe',
  'object',
  'textarea',
  'select',
])
/** Deeper than any document; more is an attack on the stack. */
const MAX_DEPTH = 200

/** The tree of a template. Never throws: a text that is no tree is one locked piece. */
export function readTree(source: string): TemplateNode[] {
  const tokens = scan(source)
  try {
    const [nodes, next] = readNodes(tokens, 0, 0)
    return next === tokens.length ? nodes : [{ kind: 'locked', raw: source }]
  } catch (error) {
    if (error instanceof NoTree) return [{ kind: 'locked', raw: source }]
    throw error
  }
}

/** The text of a tree: of one that `readTree` gave, the text that it was read from. */
export function treeText(nodes: readonly TemplateNode[]): string {
  return nodes.map(nodeText).join('')
}

function nodeText(node: TemplateNode): string {
  if (node.kind === 'element') return node.open + treeText(node.children) + node.close
  if (node.kind !== 'block') return node.raw
  return node.branches.map(({ open, children }) => open + treeText(children)).join('') + node.close
}

class NoTree extends Error {}

type Read<T> = [value: T, next: number]

/** Nodes until something that closes or continues what is outside. */
function readNodes(tokens: readonly Token[], from: number, depth: number): Read<TemplateNode[]> {
  if (depth > MAX_DEPTH) throw new NoTree()
  const nodes: TemplateNode[] = []
  let at = from
  while (at < tokens.length) {
    const token = tokens[at]!
    if (token.kind === 'tag' && token.isClosing) break
    if (token.kind === 'mustache' && (token.form === 'close' || token.form === 'else')) break
    const [node, next] = readNode(tokens, at, depth)
    nodes.push(node)
    at = next
  }
  return [nodes, at]
}

function readNode(tokens: readonly Token[], at: number, depth: number): Read<TemplateNode> {
  const token = tokens[at]!
  if (token.kind === 'text') return [{ kind: 'text', raw: token.raw }, at + 1]
  if (token.kind === 'comment') return [{ kind: 'locked', raw: token.raw }, at + 1]
  if (token.kind === 'tag') return readElement(tokens, at, token, depth)
  if (token.form === 'value')
    return [{ kind: 'field', raw: token.raw, inside: token.inside }, at + 1]
  if (token.form === 'open') return readBlock(tokens, at, depth)
  return [{ kind: 'locked', raw: token.raw }, at + 1]
}

function readElement(
  tokens: readonly Token[],
  at: number,
  tag: TagToken,
  depth: number
): Read<TemplateNode> {
  const { name, attributes, raw: open } = tag
  const isWhole = !tag.isIrregular && !attributes.some(hasBlock)
  if (VOID_ELEMENTS.has(name) || tag.isSelfClosing) {
    return isWhole && VOID_ELEMENTS.has(name)
      ? [{ kind: 'element', name, attributes, open, close: '', children: [] }, at + 1]
      : [{ kind: 'locked', raw: open }, at + 1]
  }
  if (!isWhole || LOCKED_ELEMENTS.has(name)) return lockElement(tokens, at)
  try {
    const [children, next] = readNodes(tokens, at + 1, depth + 1)
    const end = tokens[next]
    if (end?.kind !== 'tag' || end.name !== name) throw new NoTree()
    return [{ kind: 'element', name, attributes, open, close: end.raw, children }, next + 1]
  } catch (error) {
    if (error instanceof NoTree && depth < MAX_DEPTH) return lockElement(tokens, at)
    throw error
  }
}

/** `class="{{#if late}}red{{/if}}"`: an attribute that only the text view can hold. */
const hasBlock = ({ value }: Attribute) => value !== null && /\{\{[~]?[#/^!]/.test(value)

/** The element from its tag to the end tag of the same depth, whatever is between. */
function lockElement(tokens: readonly Token[], at: number): Read<TemplateNode> {
  const { name } = tokens[at] as TagToken
  let open = 0
  let blocks = 0
  for (let i = at; i < tokens.length; i++) {
    const token = tokens[i]!
    if (token.kind === 'mustache') blocks += { open: 1, close: -1 }[token.form as string] ?? 0
    if (token.kind === 'tag' && token.name === name && !token.isSelfClosing) {
      open += token.isClosing ? -1 : 1
    }
    if (open > 0) continue
    if (blocks !== 0) break
    const raw = tokens.slice(at, i + 1).map((one) => one.raw)
    return [{ kind: 'locked', raw: raw.join('') }, i + 1]
  }
  throw new NoTree()
}

function readBlock(tokens: readonly Token[], from: number, depth: number): Read<TemplateNode> {
  const branches: { open: string; children: readonly TemplateNode[] }[] = []
  let at = from
  for (;;) {
    const open = tokens[at]!.raw
    const [children, next] = readNodes(tokens, at + 1, depth + 1)
    const end = tokens[next]
    branches.push({ open, children })
    if (end?.kind !== 'mustache') throw new NoTree()
    if (end.form === 'close') return [{ kind: 'block', branches, close: end.raw }, next + 1]
    at = next
  }
}
