/* Calculations and choices: each part of them is a value of its own. */
import { builder, operators } from '#core/rules/browser'
import { h, icon } from '../dom.js'
import { conditionEditor } from './condition.js'
import { tool } from './parts.js'
import { valueEditor } from './value.js'

/** What a new argument is, by what the operator takes. */
export const FIRST = {
  text: '',
  date: '2026-01-01',
  object: { var: [''] },
  list: { literal: [[]] },
  boolean: true,
}

const OPTIONS = {
  'half-up': 'meio para cima',
  'half-even': 'meio para o par',
  'half-down': 'meio para baixo',
  'up': 'para cima',
  'down': 'truncar',
  'ceiling': 'para o maior',
  'floor': 'para o menor',
  'per_bracket': 'em cada faixa',
  'total': 'só no total',
  'largest-remainder': 'maior resto',
  'first': 'primeira parte',
  'last': 'última parte',
  'year': 'ano',
  'month': 'mês',
  'day': 'dia',
  'weekday': 'dia da semana',
}

/** `se … então … senão`. */
export function choice(editor, node, about) {
  const write = (cases, otherwise = node.otherwise) =>
    editor.put(node.at, builder.writeValue({ ...node, cases, otherwise }))
  return h(
    'div',
    { class: 'rule-parts' },
    node.cases.map((one, index) =>
      h(
        'div',
        { key: index, class: 'rule-case' },
        h(
          'div',
          { class: 'rule-row' },
          h('span', { class: 'rule-word' }, 'se'),
          conditionEditor(editor, one.when, `Caso ${index + 1}`),
          node.cases.length > 1 &&
            tool('trash', 'Retirar este caso', () =>
              write(node.cases.filter((_, i) => i !== index))
            )
        ),
        h(
          'div',
          { class: 'rule-row' },
          h('span', { class: 'rule-word' }, 'então'),
          valueEditor(editor, one.then, about)
        )
      )
    ),
    h(
      'div',
      { class: 'rule-row' },
      h('span', { class: 'rule-word' }, 'senão'),
      valueEditor(editor, node.otherwise, about)
    ),
    h(
      'div',
      { class: 'rule-adders' },
      h(
        'button',
        {
          type: 'button',
          class: 'btn btn-plain',
          onclick: () => write([...node.cases, { when: { kind: 'always' }, then: node.otherwise }]),
        },
        icon('plus'),
        'outro caso'
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'btn btn-plain',
          onclick: () => editor.put(node.at, builder.writeValue(node.otherwise)),
        },
        'deixar só o “senão”'
      )
    )
  )
}

/** An operator with its arguments. */
export function call(editor, node, info) {
  const { params } = operators[node.op]
  const last = params.at(-1)
  const paramOf = (index) => params[Math.min(index, params.length - 1)]
  const write = (args) => editor.put(node.at, { [node.op]: args })
  const own = node.args.map(builder.writeValue)
  const needed = params.filter(({ optional }) => !optional).length
  return h(
    'div',
    { class: 'rule-parts' },
    node.args.map((arg, index) => {
      const param = paramOf(index)
      const isExtra = last.repeat !== undefined && node.args.length > Math.max(needed, 2)
      return h(
        'div',
        { key: index, class: 'rule-part' },
        h(
          'span',
          { class: 'rule-part-title' },
          last.repeat && index >= params.length ? `${param.title} ${index + 1}` : param.title
        ),
        param.options && arg.kind === 'constant'
          ? optionSelect(editor, arg, param)
          : valueEditor(editor, arg, {
              info: argumentInfo(param, info),
              label: param.title,
              isInside: true,
            }),
        isExtra &&
          tool('trash', `Retirar ${param.title.toLowerCase()}`, () =>
            write(own.filter((_, i) => i !== index))
          )
      )
    }),
    last.repeat !== undefined &&
      h(
        'button',
        {
          type: 'button',
          class: 'btn btn-plain',
          onclick: () => write([...own, FIRST[last.accepts] ?? 0]),
        },
        icon('plus'),
        'mais um'
      ),
    node.args.length > 0 &&
      h(
        'button',
        { type: 'button', class: 'btn btn-plain', onclick: () => editor.put(node.at, own[0]) },
        'deixar só a primeira parte'
      )
  )
}

function argumentInfo({ accepts }, info) {
  if (accepts === 'text' || accepts === 'date' || accepts === 'integer') return { type: accepts }
  if (accepts === 'number') return { type: 'decimal', unit: info?.unit === 'm3' ? 'm3' : undefined }
  return null
}

const optionSelect = (editor, { at, value }, { title, options }) =>
  h(
    'select',
    {
      'class': 'form-select',
      'aria-label': title,
      'value': String(value),
      'onchange': ({ target }) =>
        editor.put(
          at,
          options.find((one) => String(one) === target.value)
        ),
    },
    options.map((one) => h('option', { key: one, value: String(one) }, OPTIONS[one] ?? String(one)))
  )
