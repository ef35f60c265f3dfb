import { DocumentError } from './errors.ts'
import { type Attribute, type TagToken, scan } from './markup/scan.ts'

const FORBIDDEN_TAGS = new Set(
  'script style iframe frame frameset object embed applet link meta base form input button body head html template portal'.split(
    ' '
  )
)
/** Attributes from which a browser loads something by itself. */
const LOADING = new Set(
  'src srcset href xlink:href background poster data action formaction ping cite'.split(' ')
)

/** Refuses markup that could load, run or send something, or that would leave the document's own page. */
export function checkMarkup(source: string): void {
  const refuse = (at: number, what: string, pt: string): never => {
    throw forbiddenAt(source, at, { what, pt })
  }
  for (const token of scan(source)) {
    if (token.kind !== 'tag') continue
    const shown = token.raw.slice(0, 40)
    if (FORBIDDEN_TAGS.has(token.name)) {
      refuse(token.at, `tag in the markup: ${shown}`, `a marca <${token.name}>`)
    }
    if (token.isIrregular) {
      const pt = `comando {{ }} fora de aspas, ou marca sem fim: ${shown}`
      refuse(token.at, `attribute without quotes around {{ }}, or tag without end: ${shown}`, pt)
    }
    const fault = token.attributes.map((one) => faultOf(token, one)).find(Boolean)
    if (fault) refuse(token.at, `${fault.what} in the markup: ${shown}`, fault.pt)
  }
}

interface Fault {
  readonly what: string
  readonly pt: string
}

function faultOf(tag: TagToken, { name, value, quote }: Attribute): Fault | null {
  const text = value ?? ''
  if (/^on/.test(name)) {
    return { what: 'event attribute', pt: `o atributo ${name}: documentos não executam comandos` }
  }
  if (quote === '' && text.includes('{{')) {
    return {
      what: 'attribute without quotes around {{ }}',
      pt: `${name} sem aspas em volta de {{ }}`,
    }
  }
  if (/^[\s\p{C}]*(javascript|vbscript)[\s\p{C}]*:/iu.test(text)) {
    return { what: 'javascript: address', pt: `endereço que executa comandos em ${name}` }
  }
  if (name === 'style') {
    const bad = forbiddenStyle(text)
    return bad && { what: `style ${bad[0]}`, pt: `no estilo: ${bad[0]}` }
  }
  if (!LOADING.has(name) || isInside(tag, name, text)) return null
  const pt = `endereço de fora em ${name}: traga a imagem para dentro do modelo`
  return { what: `outside address in ${name}`, pt }
}

/** Pictures as `data:`, places in the page, values of the data; a link that people follow loads nothing by itself. */
function isInside(tag: TagToken, name: string, value: string): boolean {
  const text = value.trim()
  if (text === '' || /^(data:image\/|#|\{\{)/i.test(text)) return true
  return tag.name === 'a' && name === 'href' && /^(https?:|mailto:|tel:)/i.test(text)
}

/** What no style may have: other files, and ways out of the style sheet; also when it is written in CSS escapes. */
export const forbiddenStyle = (style: string): RegExpExecArray | null =>
  FORBIDDEN_STYLE.exec(style) ?? FORBIDDEN_STYLE.exec(unescaped(style))

const FORBIDDEN_STYLE =
  /<\s*\/|<!--|@import|expression\s*\(|-moz-binding|image-set\s*\(|url\s*\(\s*["']?(?!data:|#)/i

const unescaped = (style: string) =>
  style
    .replace(/\\([0-9a-f]{1,6})\s?/gi, (_, code: string) => {
      const point = Number.parseInt(code, 16)
      return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : ''
    })
    .replace(/\/\*[^]*?\*\//g, '')

/** A refusal at a place of the source. */
export function forbiddenAt(
  source: string,
  at: number,
  { what, pt }: { readonly what: string; readonly pt: string }
): DocumentError {
  const before = source.slice(0, at)
  return new DocumentError(
    'E_DOCUMENTS_FORBIDDEN',
    {
      message: `Not allowed in a template: ${what}`,
      pt: `não é permitido em um modelo: ${pt}.`,
    },
    { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
  )
}
