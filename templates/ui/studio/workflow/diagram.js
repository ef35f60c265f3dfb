/* The drawing of a workflow, with the same in words for who does not see it. */
import { BOX, layoutOf } from '#core/records/workflow/layout'
import { h } from '../dom.js'

const STEP = 1.25

export function diagram(editor) {
  const { states, transitions } = editor.content
  const layout = layoutOf(states, transitions)
  const zoom = (factor) => () => {
    editor.zoom = Math.min(2.5, Math.max(0.4, editor.zoom * factor))
    editor.studio.redraw()
  }
  return h(
    'section',
    { 'class': 'card flow-card', 'key': 'diagram', 'aria-label': 'Desenho do fluxo' },
    h(
      'div',
      { class: 'flow-tools' },
      zoomButton('+', 'Aumentar o desenho', zoom(STEP)),
      zoomButton('−', 'Diminuir o desenho', zoom(1 / STEP))
    ),
    h(
      'div',
      {
        'class': 'flow-scroll',
        'tabindex': '0',
        'role': 'group',
        'aria-label': 'Desenho, role para ver o resto',
      },
      h(
        'svg',
        {
          'class': 'flow-drawing',
          'role': 'img',
          'aria-label': `Fluxo de ${states.length} estados e ${transitions.length} passagens; em palavras logo abaixo`,
          'viewBox': `0 0 ${layout.width} ${layout.height}`,
          'width': String(Math.round(layout.width * editor.zoom)),
          'height': String(Math.round(layout.height * editor.zoom)),
        },
        layout.arrows.map((arrow, key) => drawnArrow(editor, arrow, key)),
        layout.boxes.map((box) => drawnState(editor, box))
      )
    ),
    h(
      'details',
      { class: 'flow-words' },
      h('summary', {}, 'O fluxo em palavras'),
      h(
        'ul',
        {},
        states.map((state) => h('li', { key: state.key }, words(editor, state)))
      )
    )
  )
}

const zoomButton = (sign, title, onclick) =>
  h(
    'button',
    { 'type': 'button', 'class': 'btn btn-sm', 'aria-label': title, title, onclick },
    sign
  )

function drawnArrow(editor, { path, labelX, labelY, key: name, from }, key) {
  const one = editor.content.transitions.find((transition) => transition.key === name)
  const isOn = editor.at !== null && editor.at === from
  return h(
    'g',
    { key: `arrow-${key}`, class: `flow-arrow ${isOn ? 'is-on' : ''}` },
    h('path', { d: path, class: 'flow-line' }),
    h('path', { d: headOf(path), class: 'flow-head' }),
    h(
      'text',
      { 'x': String(labelX), 'y': String(labelY), 'text-anchor': 'middle' },
      one?.title ?? ''
    )
  )
}

/** A small triangle at the end of a curve, in the direction in which it comes. */
function headOf(path) {
  const numbers = path.match(/-?\d+(\.\d+)?/g).map(Number)
  const [cx, cy, x, y] = numbers.slice(-4)
  const angle = Math.atan2(y - cy, x - cx)
  const at = (turn, length) =>
    `${(x + Math.cos(angle + turn) * length).toFixed(1)} ${(y + Math.sin(angle + turn) * length).toFixed(1)}`
  return `M${at(0, 6)} L${at(2.4, 6)} L${at(-2.4, 6)} Z`
}

function drawnState(editor, { key, x, y }) {
  const state = editor.content.states.find((one) => one.key === key)
  const isHere = editor.at === key
  const title = state.title.length > 19 ? `${state.title.slice(0, 18)}…` : state.title
  return h(
    'g',
    { key: `state-${key}`, class: `flow-state is-${state.tone} ${isHere ? 'is-here' : ''}` },
    state.isFinal &&
      h('rect', {
        class: 'flow-final',
        x: String(x - 4),
        y: String(y - 4),
        width: String(BOX.width + 8),
        height: String(BOX.height + 8),
        rx: '12',
      }),
    h('rect', {
      x: String(x),
      y: String(y),
      width: String(BOX.width),
      height: String(BOX.height),
      rx: '9',
    }),
    h(
      'text',
      {
        'x': String(x + BOX.width / 2),
        'y': String(y + BOX.height / 2 + (state.isInitial ? -2 : 5)),
        'text-anchor': 'middle',
      },
      title
    ),
    state.isInitial &&
      h(
        'text',
        {
          'class': 'flow-mark',
          'x': String(x + BOX.width / 2),
          'y': String(y + BOX.height - 9),
          'text-anchor': 'middle',
        },
        'início'
      )
  )
}

/** `Aberta (inicial): Começar leva a Em andamento; Cancelar leva a Cancelada.` */
function words(editor, state) {
  const { transitions } = editor.content
  const marks = [state.isInitial && 'inicial', state.isFinal && 'final'].filter(Boolean).join(', ')
  const ways = transitions
    .filter(({ from }) => from.includes(state.key))
    .map(({ title, to }) => `${title} leva a ${editor.titleOf(to)}`)
  return `${state.title}${marks ? ` (${marks})` : ''}: ${ways.join('; ') || 'daqui não se sai'}.`
}
