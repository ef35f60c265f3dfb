/* The decision table: a rule in each row; the facts asked about and the results are the columns. */
import { builder } from '#core/rules/browser'
import { h } from '../dom.js'
import { cellEditor } from './condition.js'
import { plainField } from './inputs.js'
import { sentence, tool } from './parts.js'

export function drawTable(editor) {
  const table = builder.tableOf(editor.content, editor.decision)
  const outcomeOf = (name) => editor.outcomes.find(({ path }) => path === name)
  return h(
    'div',
    {
      'class': 'rule-table-scroll',
      'tabindex': '0',
      'role': 'region',
      'aria-label': 'Tabela de decisão',
    },
    h(
      'table',
      { class: 'rule-table' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('th', { scope: 'col' }, 'Regra'),
          table.facts.map(({ path, title }) =>
            h('th', { key: path, scope: 'col', class: 'is-condition' }, title || path)
          ),
          table.hasOthers && h('th', { scope: 'col', class: 'is-condition' }, 'Mais condições'),
          table.outcomes.map((name) =>
            h(
              'th',
              { key: name, scope: 'col', class: 'is-outcome' },
              outcomeOf(name)?.title ?? name
            )
          ),
          h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, 'Ações'))
        )
      ),
      h(
        'tbody',
        {},
        table.rows.map((row) => tableRow(editor, table, row))
      )
    )
  )
}

function tableRow(editor, table, row) {
  const { facts } = editor.decision
  const rule = editor.content.rules[row.index]
  const open = () => (
    (editor.view = 'sentences'),
    (editor.open = row.index),
    editor.studio.redraw(),
    editor.focusOn(`/rules/${row.index}/when`)
  )
  const last = editor.content.rules.length - 1
  return h(
    'tr',
    { 'key': row.index, 'data-rule': row.index },
    h(
      'th',
      { scope: 'row' },
      h(
        'button',
        { type: 'button', class: 'rule-title', onclick: open, title: 'Abrir a regra' },
        `${row.index + 1}. ${rule.title}`
      )
    ),
    table.facts.map((fact) => h('td', { key: fact.path }, conditionCell(editor, row, fact, rule))),
    table.hasOthers &&
      h(
        'td',
        {},
        row.others.map((one) =>
          h('div', { key: one.at }, sentence(builder.conditionPieces(one, facts)))
        ),
        row.others.length > 0 && tool('pencil', 'Editar as condições', open)
      ),
    table.outcomes.map((name) => h('td', { key: name }, outcomeCell(editor, row, name, open))),
    h(
      'td',
      { class: 'rule-table-tools' },
      tool('arrow-up', 'Subir a regra', () => editor.moveRule(row.index, -1), {
        disabled: row.index === 0,
      }),
      tool('arrow-down', 'Descer a regra', () => editor.moveRule(row.index, 1), {
        disabled: row.index === last,
      }),
      tool('copy', 'Duplicar a regra', () => editor.copyRule(row.index)),
      tool('trash', 'Retirar a regra', () => editor.removeRule(row.index))
    )
  )
}

/** What a rule asks of one fact: edited in place where it is one comparison; "está preenchido" before it goes without saying. */
function conditionCell(editor, row, fact, rule) {
  const parts = row.cells.get(fact.path) ?? []
  const told = parts.length > 1 ? parts.filter(({ kind }) => kind !== 'filled') : parts
  if (!told.length) {
    if (fact.type === 'list') return null
    return h(
      'button',
      {
        'type': 'button',
        'class': 'rule-any',
        'aria-label': `tanto faz: ${rule.title}, ${fact.title}`,
        'onclick': () => editor.addCondition(`/rules/${row.index}/when`, 'and', fact),
      },
      'tanto faz'
    )
  }
  return told.map((one) => {
    const fields = cellEditor(editor, one, `${rule.title}, ${fact.title}`)
    const words = () => sentence(withoutFact(builder.conditionPieces(one, editor.decision.facts)))
    return h(
      'div',
      { 'key': one.at, 'class': 'rule-cell', 'data-at': one.at },
      fields ?? words(),
      tool('x', `Tirar a condição sobre ${fact.title}`, () => editor.removeCondition(one.at))
    )
  })
}

/** In the column of its fact, a sentence needs no name for it. */
const withoutFact = (pieces) => (pieces[0]?.as === 'fact' ? pieces.slice(1) : pieces)

function outcomeCell(editor, row, name, open) {
  const value = row.outcomes.get(name)
  const info = editor.outcomes.find(({ path }) => path === name) ?? null
  if (!value) return '—'
  if (value.kind === 'constant' && value.value !== null) {
    return plainField({
      value: value.value,
      info: info && { ...info, isNullable: false },
      isRule: true,
      label: `${editor.content.rules[row.index].title}: ${info?.title ?? name}`,
      set: (next) => editor.put(value.at, next, value.at),
    })
  }
  return h(
    'div',
    { class: 'rule-cell' },
    sentence(builder.valuePieces(value, editor.decision.facts, { info })),
    tool('pencil', 'Editar o resultado', open)
  )
}
