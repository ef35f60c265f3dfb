/* The fields of a document's data: where they stand, how they are written at a place, which command shows them. Pure. */
import { scan } from '#core/documents/markup/scan'
import { blockOf, rootScope, scopeInside } from './expression.js'

/** Every field with its place: `groups[].lines[].amount_cents`; fields of an item stand under their list. */
export function flatFields(fields, base = '', trail = []) {
  return fields.flatMap((field) => {
    const own = field.name === 'this' ? base : [base, field.name].filter(Boolean).join('.')
    const path = field.kind === 'list' ? `${own}[]` : own
    const one = { ...field, path: own, trail }
    return [one, ...flatFields(field.fields, path, [...trail, field.title])]
  })
}

/** The deepest place of a scope: of `each lines` inside `each groups`, `groups[].lines[]`. */
export const placeOf = ({ paths }) => paths.at(-1)

/** How a field is written at a place; null when it belongs to an item of a list that the place is outside of. */
export function writtenAt(path, place) {
  if (place && path.startsWith(`${place}.`)) {
    const rest = path.slice(place.length + 1)
    return rest.includes('[]') ? null : rest
  }
  if (place && path === place) return 'this'
  if (path.includes('[]')) return null
  return place ? `@root.${path}` : path
}

const COMMANDS = {
  cents: 'brl',
  decimal: 'decimal',
  date: 'date',
  month: 'refMonth',
  cnpj: 'cnpj',
  tax_id: 'taxId',
  postal_code: 'postalCode',
  registration: 'registration',
}

/** A field as an expression with the command that its kind asks for. */
export const expressionOf = ({ kind, isOptional }, written) => {
  const shown = COMMANDS[kind] ? `{{${COMMANDS[kind]} ${written}}}` : `{{${written}}}`
  return isOptional && COMMANDS[kind] ? `{{#if ${written}}}${shown}{{/if}}` : shown
}

/** The scope at a place of a template's text, by the blocks that are open there. */
export function scopeAt(source, position, sample) {
  const stack = [rootScope(sample)]
  for (const token of scan(source.slice(0, position))) {
    if (token.kind !== 'mustache' || token.at + token.raw.length > position) continue
    if (token.form === 'open') stack.push(scopeInside(stack.at(-1), blockOf(token.raw)))
    if (token.form === 'close' && stack.length > 1) stack.pop()
  }
  return stack.at(-1)
}

/** A table over a list: a head with the titles, a row for each item. */
export function tableOf(list, written) {
  const columns = list.fields.filter(({ kind }) => kind !== 'list' && kind !== 'object').slice(0, 6)
  const isNumber = ({ kind }) => kind === 'cents' || kind === 'decimal' || kind === 'count'
  const align = (field) => (isNumber(field) ? ' style="text-align:right"' : '')
  const head = columns.map((one) => `<th${align(one)}>${one.title}</th>`).join('')
  const cell = (one) => {
    const money = one.kind === 'cents' ? { ...one, kind: 'cents' } : one
    return `<td${align(one)}>${expressionOf(money, one.name)}</td>`
  }
  return [
    '<table style="width:100%;border-collapse:collapse">',
    `  <thead><tr>${head}</tr></thead>`,
    `  <tbody>{{#each ${written}}}<tr>${columns.map(cell).join('')}</tr>{{/each}}</tbody>`,
    '</table>',
  ].join('\n')
}

/** What a field is put in as: a table for a list, a picture for an image, a condition for a yes or no. */
export function pieceOf(field, written) {
  if (field.kind === 'list') return tableOf(field, written)
  if (field.kind === 'image')
    return `{{#if ${written}}}<img src="{{${written}}}" alt="" style="max-height:20mm">{{/if}}`
  if (field.kind === 'flag') return `{{#if ${written}}}<p>Texto quando for sim</p>{{/if}}`
  return expressionOf(field, written)
}
