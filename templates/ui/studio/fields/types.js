/* Types of added fields for people, and the pure changes of a list of them. */

/** In the order in which they are offered: value, words, icon, what it is for. */
export const TYPES = [
  ['text', 'Texto curto', 'pencil', 'Um nome, um número de documento, uma linha.'],
  ['longtext', 'Texto longo', 'file-description', 'Observações de várias linhas.'],
  ['enum', 'Lista de opções', 'list-details', 'Uma só, das opções que se escrevem aqui.'],
  ['boolean', 'Sim ou não', 'square-check', 'Uma caixa para marcar.'],
  ['integer', 'Número inteiro', 'hash', 'Quantidades: 1, 2, 3.'],
  ['decimal', 'Número com decimais', 'ruler-measure', 'Medidas: 1,25.'],
  ['money', 'Valor em reais', 'coins', 'R$ 1.234,56.'],
  ['date', 'Data', 'calendar', 'Dia, mês e ano.'],
  ['refmonth', 'Mês', 'calendar-event', 'Mês e ano de referência.'],
  ['phone', 'Telefone', 'phone', 'Com DDD.'],
  ['email', 'E-mail', 'mail', 'Um endereço de e-mail.'],
  ['taxpayer', 'CPF ou CNPJ', 'id', 'Conferido pelos algarismos.'],
].map(([value, title, icon, help]) => ({ value, title, icon, help }))

export const typeOf = (value) =>
  TYPES.find((one) => one.value === value) ?? { value, title: String(value), icon: 'list' }

export const isNumber = (type) => ['integer', 'decimal', 'money'].includes(type)
export const isWritten = (type) => ['text', 'longtext', 'email'].includes(type)

/** Words that a section without a name stands under, as on the forms. */
export const DEFAULT_SECTION = 'Outras informações'

/** A code made of a label, in ASCII: `Nº do processo` → `n_do_processo`. */
export function keyFrom(label, taken, fallback = 'campo') {
  const plain = label
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 34)
    .replace(/_+$/, '')
  const base = plain || fallback
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}_${number}`
    if (!taken.includes(key)) return key
  }
}

/** The list with one more field of a type after a position. */
export function added(fields, type, after) {
  const label = ''
  const fresh = {
    key: keyFrom(typeOf(type).title, keysOf(fields)),
    label,
    type,
    ...(type === 'enum' ? { options: [{ value: 'opcao', label: 'Opção 1' }] } : {}),
  }
  return fields.toSpliced(after + 1, 0, fresh)
}

export const keysOf = (fields) => fields.map(({ key }) => key)

/** The list with one field at another place. */
export function moved(fields, from, to) {
  if (to < 0 || to >= fields.length || from === to) return fields
  const copy = [...fields]
  copy.splice(to, 0, copy.splice(from, 1)[0])
  return copy
}

/** Takes a field away: one that was approved stays as inactive, since records may hold it; a new one goes. */
export function takenAway(fields, index, approved) {
  const { key } = fields[index]
  if (!approved.includes(key)) return fields.toSpliced(index, 1)
  return fields.with(index, { ...fields[index], isInactive: true })
}

/** An absent property in place of `false` or empty, so that what nobody set is not written. */
export function withProperty(field, name, value) {
  const { [name]: _old, ...others } = field
  if (value === '' || value === false || value === undefined || value === null) return others
  return Object.hasOwn(field, name) ? { ...field, [name]: value } : { ...others, [name]: value }
}

/** Renames a field; while no version with it was approved, its code follows the name, and conditions follow the code. */
export function renamed(fields, index, label, approved) {
  const field = fields[index]
  if (approved.includes(field.key)) return fields.with(index, { ...field, label })
  const others = keysOf(fields.toSpliced(index, 1))
  const key = keyFrom(label, [...others, ...approved])
  const named = fields.with(index, { ...field, key, label })
  return key === field.key ? named : withFact(named, `custom_${field.key}`, `custom_${key}`)
}

/** Expressions that read one fact, reading another in its place. */
function withFact(value, from, to) {
  if (Array.isArray(value)) return value.map((one) => withFact(one, from, to))
  if (typeof value !== 'object' || value === null) return value
  const read = value.var
  if (Array.isArray(read) && read[0] === from) return { ...value, var: [to] }
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, withFact(one, from, to)])
  )
}

/** Renames an option; the code of one that records may hold stays. */
export function renamedOption(field, index, label, keepsCode) {
  const option = field.options[index]
  const others = field.options.toSpliced(index, 1).map(({ value }) => value)
  const value = keepsCode ? option.value : keyFrom(label, others, 'opcao')
  return { ...field, options: field.options.with(index, { ...option, value, label }) }
}

/** Fields by section, in the order in which the form shows them. */
export function bySection(fields) {
  const sections = new Map()
  for (const field of fields) {
    const title = field.section ?? DEFAULT_SECTION
    sections.set(title, [...(sections.get(title) ?? []), field])
  }
  return [...sections]
}
