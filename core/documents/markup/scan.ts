/*
 * Reads a template as people wrote it: HTML with Handlebars in it. Every character belongs to exactly one token, so the
 * tokens put together give the same text back. Pure: it checks templates on the server and opens them in the visual editor.
 */

export interface Attribute {
  /** Lower case. */
  readonly name: string
  /** As written, without its quotes; null for a name alone. */
  readonly value: string | null
  readonly quote: '"' | "'" | ''
  /** From the space before the name to the end of the value. */
  readonly raw: string
}

export type Token =
  | { readonly kind: 'text'; readonly raw: string; readonly at: number }
  | { readonly kind: 'comment'; readonly raw: string; readonly at: number }
  | MustacheToken
  | TagToken

export interface MustacheToken {
  readonly kind: 'mustache'
  readonly raw: string
  readonly at: number
  /** `{{value}}`, `{{#open}}`, `{{else}}` (and `{{else if}}`), `{{/close}}`, `{{! comment}}`, or something no document uses. */
  readonly form: 'value' | 'open' | 'else' | 'close' | 'comment' | 'other'
  /** What stands inside, without the sign of the form: `if debts.count`. */
  readonly inside: string
}

export interface TagToken {
  readonly kind: 'tag'
  readonly raw: string
  readonly at: number
  /** Lower case. */
  readonly name: string
  readonly isClosing: boolean
  readonly isSelfClosing: boolean
  readonly attributes: readonly Attribute[]
  /** It could not be read to its end, or has Handlebars where a name stands. */
  readonly isIrregular: boolean
}

/** The tokens of a template, in order. */
export function scan(source: string): Token[] {
  const tokens: Token[] = []
  let text = 0
  let at = 0
  const push = (token: Token) => {
    if (at > text) tokens.push({ kind: 'text', raw: source.slice(text, at), at: text })
    tokens.push(token)
    at += token.raw.length
    text = at
  }
  while (at < source.length) {
    const token = tokenAt(source, at)
    if (token) push(token)
    else at++
  }
  if (at > text) tokens.push({ kind: 'text', raw: source.slice(text), at: text })
  return tokens
}

function tokenAt(source: string, at: number): Token | null {
  const sign = source.charCodeAt(at)
  if (sign === BRACE && source.startsWith('{{', at) && source[at - 1] !== '\\') {
    return mustacheAt(source, at)
  }
  if (sign !== LESS) return null
  if (source.startsWith('<!--', at)) {
    const end = source.indexOf('-->', at + 4)
    return { kind: 'comment', raw: source.slice(at, end < 0 ? source.length : end + 3), at }
  }
  return /[a-z/!?]/i.test(source[at + 1] ?? '') ? tagAt(source, at) : null
}

const BRACE = 123
const LESS = 60

/** Where the expression that begins here ends (after its braces); the end of the text when it does not. */
function mustacheEnd(source: string, at: number): number {
  if (source.startsWith('{{!--', at) || source.startsWith('{{~!--', at)) {
    const end = /--~?\}\}/g
    end.lastIndex = at + 5
    return end.exec(source) ? end.lastIndex : source.length
  }
  if (/^\{\{~?!/.test(source.slice(at, at + 4))) {
    const end = source.indexOf('}}', at + 3)
    return end < 0 ? source.length : end + 2
  }
  let open = 2
  while (source[at + open] === '{') open++
  const close = '}'.repeat(open)
  for (let i = at + open; i < source.length; i++) {
    const sign = source[i]!
    if (sign === '"' || sign === "'") {
      const end = source.indexOf(sign, i + 1)
      if (end < 0) return source.length
      i = end
    } else if (sign === '}' && source.startsWith(close, i)) return i + open
  }
  return source.length
}

const FORMS: Readonly<Record<string, MustacheToken['form']>> = {
  '#': 'open',
  '/': 'close',
  '!': 'comment',
  '^': 'else',
  '&': 'other',
  '>': 'other',
  '{': 'other',
}

function mustacheAt(source: string, at: number): MustacheToken {
  const raw = source.slice(at, mustacheEnd(source, at))
  const body = raw.replace(/^\{\{~?/, '').replace(/~?\}\}$/, '')
  const form = FORMS[body[0] ?? ''] ?? (/^\s*else(?=\s|$)/.test(body) ? 'else' : 'value')
  const inside = (form === 'value' || form === 'else' ? body : body.slice(1)).trim()
  return { kind: 'mustache', raw, at, form, inside }
}

function tagAt(source: string, at: number): TagToken {
  const isClosing = source[at + 1] === '/'
  let i = at + (isClosing ? 2 : 1)
  const start = i
  while (i < source.length && /[\w:-]/.test(source[i]!)) i++
  const name = source.slice(start, i).toLowerCase()
  const attributes: Attribute[] = []
  let isIrregular = name === ''
  let isSelfClosing = false
  while (i < source.length && source[i] !== '>') {
    const from = i
    while (/\s/.test(source[i] ?? '')) i++
    if (source[i] === '>' || i >= source.length) break
    if (source[i] === '/') {
      isSelfClosing = source[i + 1] === '>'
      i++
      continue
    }
    if (source.startsWith('{{', i)) {
      isIrregular = true
      i = mustacheEnd(source, i)
      continue
    }
    const read = attributeAt(source, from, i)
    attributes.push(read)
    i = from + read.raw.length
  }
  if (i >= source.length) isIrregular = true
  const raw = source.slice(at, Math.min(source.length, i + 1))
  return { kind: 'tag', raw, at, name, isClosing, isSelfClosing, attributes, isIrregular }
}

/** The attribute whose space begins at `from` and whose name begins at `nameAt`. */
function attributeAt(source: string, from: number, nameAt: number): Attribute {
  let i = nameAt + 1
  while (i < source.length && !/[\s=>/]/.test(source[i]!)) i++
  const name = source.slice(nameAt, i).toLowerCase()
  let next = i
  while (/\s/.test(source[next] ?? '')) next++
  if (source[next] !== '=') return { name, value: null, quote: '', raw: source.slice(from, i) }
  i = next + 1
  while (/\s/.test(source[i] ?? '')) i++
  const quote = source[i] === '"' || source[i] === "'" ? (source[i] as '"' | "'") : ''
  const start = quote ? i + 1 : i
  const end = valueEnd(source, start, quote)
  const raw = source.slice(from, quote ? Math.min(source.length, end + 1) : end)
  return { name, value: source.slice(start, end), quote, raw }
}

function valueEnd(source: string, start: number, quote: string): number {
  let i = start
  while (i < source.length) {
    if (source.startsWith('{{', i)) {
      i = mustacheEnd(source, i)
      continue
    }
    if (quote ? source[i] === quote : /[\s>]/.test(source[i]!)) return i
    i++
  }
  return i
}
