/* What a Handlebars expression of a document stands for: its words for people, and its value in the sample. Pure. */
import * as format from '#core/documents/format'

const WORDS = /"[^"]*"|'[^']*'|\([^()]*\)|[^\s()]+/g

/** `money line.total 2` → ['money', 'line.total', '2'] */
export const wordsOf = (inside) => inside.match(WORDS) ?? []

/** What a block repeats or asks: `each lines as |line|` → { helper: 'each', argument: 'lines' }. */
export function blockOf(open) {
  const inside = open.replace(/^\{\{~?[#^]?\s*/, '').replace(/~?\}\}$/, '')
  const [helper = '', argument = ''] = wordsOf(inside)
  if (helper === 'else') {
    const [, next, condition = ''] = wordsOf(inside)
    return next
      ? { helper: next, argument: condition, isElse: true }
      : { helper: 'else', argument: '', isElse: true }
  }
  return { helper, argument, isElse: false }
}

/**
 * Where in the data an expression stands: `stack` holds values, `paths` the same places as `groups[].lines[]`.
 */
export const rootScope = (sample) => ({ root: sample, stack: [sample], paths: [''] })

/** The scope inside a block of the given helper and argument. */
export function scopeInside(scope, { helper, argument }) {
  if (helper !== 'each' && helper !== 'with') return scope
  const value = valueOf(argument, scope)
  const path = pathOf(argument, scope)
  const isEach = helper === 'each'
  const inner = isEach && Array.isArray(value) ? value[0] : value
  return {
    ...scope,
    stack: [...scope.stack, inner],
    paths: [...scope.paths, isEach ? `${path}[]` : path],
  }
}

function start(path, { root, stack, paths }) {
  if (path.startsWith('@root.')) return { value: root, base: '', steps: path.slice(6) }
  let at = stack.length - 1
  let steps = path
  while (steps.startsWith('../')) {
    at--
    steps = steps.slice(3)
  }
  return { value: stack[at], base: paths[at] ?? '', steps: steps.replace(/^(\.\/|this(\.|$))/, '') }
}

/** The value of a path in the sample; undefined when there is none. */
export function valueOf(path, scope) {
  if (/^["']/.test(path)) return path.slice(1, -1)
  if (/^-?\d+$/.test(path)) return Number(path)
  if (path.startsWith('(')) return conditionOf(path.slice(1, -1), scope)
  if (path.startsWith('@') && !path.startsWith('@root.'))
    return { '@first': true, '@index': 0 }[path]
  const { value, steps } = start(path, scope)
  return steps
    .split('.')
    .filter(Boolean)
    .reduce(
      (at, step) =>
        at !== null && at !== undefined && Object.hasOwn(Object(at), step) ? at[step] : undefined,
      value
    )
}

/** The same place from the root: `groups[].lines[].amount_cents`. */
export function pathOf(path, scope) {
  const { base, steps } = start(path, scope)
  return [base, steps].filter(Boolean).join('.')
}

const COMPARE = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  gt: (a, b) => format.compareDecimals(a, b) === 1,
  gte: (a, b) => (format.compareDecimals(a, b) ?? -1) >= 0,
  lt: (a, b) => format.compareDecimals(a, b) === -1,
  and: (...all) => all.every(isTrue),
  or: (...all) => all.some(isTrue),
  not: (a) => !isTrue(a),
}

const isTrue = (value) => (Array.isArray(value) ? value.length > 0 : Boolean(value))

function conditionOf(inside, scope) {
  const [helper, ...rest] = wordsOf(inside)
  return COMPARE[helper]?.(...rest.map((one) => valueOf(one, scope)))
}

/** Whether a block shows its first branch with the sample. */
export function isShown({ helper, argument }, scope) {
  const value = isTrue(valueOf(argument, scope))
  return helper === 'unless' ? !value : value
}

const SHOW = {
  money: format.moneyText,
  brl: (value) => `R$ ${format.moneyText(value)}`,
  decimal: (value, least) => format.decimalText(value, Number(least) || 0),
  m3: format.volumeText,
  date: format.dateText,
  refMonth: format.refMonthText,
  refMonthName: format.refMonthName,
  registration: format.registrationText,
  taxId: format.taxIdText,
  cnpj: format.cnpjText,
  postalCode: format.postalCodeText,
  plural: (value, one, many) => (String(value) === '1' ? one : many),
  shorten: (value, length) => value.slice(0, Number(length) || 12),
  spaced: (value, length) =>
    value.replace(new RegExp(`(.{${Number(length) || 4}})(?=.)`, 'g'), '$1 '),
}
const DRAWINGS = { qr: 'QR Code', itf: 'Código de barras', barChart: 'Gráfico' }

/** What a field shows on the canvas: `{ text }`, or `{ drawing, size }` for what the server draws. */
export function shownField(inside, scope) {
  const [first = '', ...rest] = wordsOf(inside)
  if (DRAWINGS[first]) {
    const sizes = Object.fromEntries(
      rest.filter((one) => one.includes('=')).map((one) => one.split('='))
    )
    const height = sizes.height ?? sizes.size ?? (first === 'itf' ? 13 : 26)
    const width = sizes.width ?? sizes.size ?? (first === 'itf' ? 103 : first === 'qr' ? 30 : 66)
    return { drawing: DRAWINGS[first], width: Number(width), height: Number(height) }
  }
  try {
    const values = (rest.length ? rest : [first]).map((one) => valueOf(one, scope))
    const value = rest.length ? SHOW[first]?.(...values) : values[0]
    if (value !== undefined && value !== null && typeof value !== 'object')
      return { text: String(value) }
  } catch {
    // A value that its command does not know how to show: its name is shown.
  }
  return { text: `{${rest.length ? rest[0] : first}}` }
}
