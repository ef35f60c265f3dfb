/* The designer of fields that administrators add to a record: types, list, and the form as it will look. */
import { builder } from '#core/rules/browser'
import { centre, fieldsOf, palette, preview, putFields } from '../fields/designer.js'
import { openStudio } from '../frame.js'
import { ExpressionEditor } from '../ruleset/expressions.js'

/** Facts that conditions read of an added field, as the server checks them, with the options in words. */
const SHAPES = {
  integer: { type: ['integer', 'null'] },
  money: { type: ['integer', 'null'], unit: 'BRL' },
  decimal: { type: ['string', 'null'], format: 'decimal' },
  date: { type: ['string', 'null'], format: 'date' },
  boolean: { type: ['boolean', 'null'] },
}

function factOf({ label, type, options }) {
  const shape = SHAPES[type] ?? { type: ['string', 'null'] }
  if (type !== 'enum' || !options?.length) return { title: label, ...shape }
  return {
    title: label,
    ...shape,
    enum: [...options.map(({ value }) => value), null],
    enumTitles: options.map((one) => one.label),
  }
}

class Designer {
  /** Position of the field that is open. */
  open = null
  dragged = null
  showsCodes = false
  /** Options made on this page: their codes still follow their words. */
  newOptions = new Set()

  constructor(studio) {
    this.studio = studio
    this.refresh()
  }

  get fields() {
    return fieldsOf(this.studio) ?? []
  }

  /** The condition builder over the record's own fields and the added ones as they stand. */
  refresh() {
    const active = this.fields.filter(({ isInactive }) => !isInactive)
    const own = Object.fromEntries(active.map((field) => [`custom_${field.key}`, factOf(field)]))
    const properties = { ...this.studio.data.facts, ...own }
    const opened = this.expressions?.opened
    this.expressions = new ExpressionEditor(this.studio, {
      facts: { type: 'object', properties },
    })
    if (opened) this.expressions.opened = opened
  }

  put(fields, name = null) {
    putFields(this.studio, fields, name)
  }

  setField(index, field, name = null) {
    this.put(this.fields.with(index, field), name)
  }

  isNewOption = (key, value) => this.newOptions.has(`${key}/${value}`)

  /** `Aparece quando Tipo é Pessoa.`; null where there is no condition. */
  conditionText(expression, words) {
    if (expression === undefined || expression === true) return null
    const { facts } = this.expressions.decision
    const pieces = builder.conditionPieces(builder.readCondition(expression, ''), facts)
    return `${words} ${pieces.map(({ text }) => text).join('')}.`
  }

  focusOn(pointer) {
    setTimeout(() => {
      for (let at = pointer; at; at = at.slice(0, at.lastIndexOf('/'))) {
        const place = document.querySelector(`[data-at="${CSS.escape(at)}"]`)
        if (!place) continue
        const field = place.matches('input, select')
          ? place
          : place.querySelector('input, select, button')
        place.scrollIntoView({ block: 'center' })
        return field?.focus({ preventScroll: true })
      }
    })
  }
}

let designer

openStudio({
  title: 'Campos',
  start: (studio) => (designer = new Designer(studio)),
  left: () => palette(designer),
  centre: () => centre(designer),
  changed: () => designer?.refresh(),
  panels: (studio) =>
    studio.jsonError ? [] : [{ id: 'preview', title: 'Prévia', body: () => preview(designer) }],
  goTo(pointer) {
    const [, part, position] = pointer.split('/')
    if (part !== 'fields' || position === undefined) return false
    designer.open = Number(position)
    designer.focusOn(pointer)
    return true
  },
})
