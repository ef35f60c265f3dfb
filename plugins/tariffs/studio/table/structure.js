/* A structure as fields, a grid and the structures inside it. */
import { h } from '#studio/dom'
import { join, valueAt } from '#studio/pointer'
import { STRUCTURE_FORMS, STRUCTURE_OPTIONS, formOf } from '../../domain/structure_forms.ts'
import { act, button, fields, findings, fragment, grid, put, swapped } from './common.js'

/** Structures that somebody asked to see as JSON, by pointer. */
const asJson = new Set()

/** What holds another structure is asked before the kind changes: the inside stays. */
function changeKind(studio, pointer, kind) {
  const now = valueAt(studio.content, pointer)
  const { blank, inner } = STRUCTURE_FORMS[kind]
  const isShared = Boolean(blank.brackets && now?.brackets)
  const kept = isShared ? { brackets: mergedBrackets(blank.brackets[0], now.brackets) } : {}
  const inside = inner === 'structure' && now?.kind ? { structure: now.structure ?? now } : {}
  put(
    studio,
    pointer,
    { ...blank, ...kept, ...inside, ...(now?.per && blank.per ? { per: now.per } : {}) },
    null
  )
}

/** Brackets with the columns of another kind: limits and prices stay, new columns begin at zero. */
const mergedBrackets = (blank, brackets) =>
  brackets.map((one) =>
    Object.fromEntries(Object.keys(blank).map((name) => [name, one[name] ?? blank[name]]))
  )

/** Draws a structure; `title` names it where it stands inside another. */
export function structure(studio, pointer, { title = 'Estrutura', acts = [] } = {}) {
  const value = valueAt(studio.content, pointer)
  const form = formOf(value)
  const isJson = form === null || asJson.has(pointer)
  const toggle = () => (
    asJson.has(pointer) ? asJson.delete(pointer) : asJson.add(pointer),
    studio.redraw()
  )
  return h(
    'fieldset',
    { key: pointer, class: 'tariff-structure' },
    h('legend', { class: 'visually-hidden' }, title),
    h(
      'div',
      { class: 'tariff-structure-head' },
      form
        ? kindChoice(studio, pointer, { value, title })
        : h('strong', {}, `${title}: só como JSON`),
      h(
        'div',
        { class: 'tariff-card-acts' },
        form &&
          button(null, isJson ? 'Ver como formulário' : 'Ver como JSON', toggle, {
            class: 'btn btn-sm btn-plain',
          }),
        acts
      )
    ),
    isJson
      ? fragment(studio, pointer, title)
      : [
          h('p', { class: 'form-hint' }, form.help),
          form.fields.length > 0 && fields(studio, pointer, form.fields),
          form.sheet &&
            grid(studio, {
              pointer: join(pointer, form.sheet.name),
              title: form.sheet.title,
              spec: form.sheet.spec,
              blank: () => blankRow(form.sheet),
            }),
          findings(studio, pointer),
          inside(studio, pointer, form),
        ]
  )
}

const blankRow = ({ spec }) =>
  spec.columns.map(({ kind, isOptional }) =>
    isOptional ? undefined : kind === 'decimal' ? '0' : ''
  )

const kindChoice = (studio, pointer, { value, title }) =>
  h(
    'label',
    { class: 'tariff-kind' },
    h('span', { class: 'form-label' }, title),
    h(
      'select',
      {
        'aria-label': title,
        'class': 'form-select',
        'value': value.kind,
        'onchange': ({ target }) => changeKind(studio, pointer, target.value),
      },
      STRUCTURE_OPTIONS.map((one) => h('option', { key: one.value, value: one.value }, one.title))
    )
  )

function inside(studio, pointer, { inner }) {
  if (!inner) return null
  if (inner === 'structure')
    return structure(studio, join(pointer, inner), { title: 'Sobre esta estrutura' })
  const at = join(pointer, inner)
  const list = valueAt(studio.content, at)
  const name = inner === 'parts' ? 'Parcela' : 'Opção'
  const save = (changed) => put(studio, at, changed, null)
  return [
    list.map((_, index) =>
      structure(studio, join(at, index), {
        title: `${name} ${index + 1}`,
        acts: [
          act(
            'arrow-up',
            `Subir ${name.toLowerCase()} ${index + 1}`,
            () => save(swapped(list, index, index - 1)),
            index === 0
          ),
          act(
            'trash',
            `Retirar ${name.toLowerCase()} ${index + 1}`,
            () => save(list.filter((_one, other) => other !== index)),
            list.length < 2
          ),
        ],
      })
    ),
    button('plus', `Acrescentar ${name.toLowerCase()}`, () =>
      save([...list, STRUCTURE_FORMS.fixed.blank])
    ),
  ]
}
