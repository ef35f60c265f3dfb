/* The look of what is selected on the canvas: font, colours, alignment, spaces, borders; written into its own style. */
import { h } from '../dom.js'
import { nameOf } from './component_types.js'

const FONTS = [
  ['', 'A do documento'],
  ['"Inter", sans-serif', 'Inter (sem serifa)'],
  ['"Open Sans", sans-serif', 'Open Sans'],
]
const SIZES = [
  '',
  '7pt',
  '8pt',
  '9pt',
  '10pt',
  '11pt',
  '12pt',
  '14pt',
  '16pt',
  '20pt',
  '24pt',
  '32pt',
]
const SPACES = ['', '0', '1mm', '2mm', '3mm', '4mm', '6mm', '10mm', '20mm']
const BORDERS = [
  ['', 'Como no estilo'],
  ['none', 'Sem borda'],
  ['0.2mm solid #5b6875', 'Fina'],
  ['0.5mm solid #1b2530', 'Grossa'],
  ['0.2mm dashed #5b6875', 'Tracejada'],
]
const SPACE_NAMES = {
  'padding': 'Espaço por dentro',
  'margin-top': 'Espaço acima',
  'margin-bottom': 'Espaço abaixo',
}

/** @param {object|null} canvas  the canvas, with `selected` and its editor */
export function appearancePanel(canvas, redraw) {
  const component = canvas?.selected ?? null
  if (!component)
    return h('p', { class: 'soft' }, 'Selecione algo no documento para mudar fonte, cor e espaço.')
  const style = component.getStyle()
  const put = (name, value) => {
    if (value === '') component.removeStyle(name)
    else component.addStyle({ [name]: value })
    redraw()
  }
  return [
    trail(canvas, component),
    component.get('stylable') === false ? protectedNote(component) : fields(style, put),
    rowActions(component, redraw),
  ]
}

function trail(canvas, component) {
  const parents = []
  for (let one = component; one && !one.is('wrapper'); one = one.parent()) parents.unshift(one)
  return h(
    'nav',
    { 'class': 'doc-trail', 'aria-label': 'Onde está o selecionado' },
    parents.slice(-5).map((one, index, all) =>
      h(
        'button',
        {
          'type': 'button',
          'class': 'btn btn-plain',
          'aria-current': index === all.length - 1 ? 'true' : null,
          'onclick': () => canvas.editor.select(one),
        },
        nameOf(one)
      )
    )
  )
}

function protectedNote(component) {
  const { 'data-hb': raw, 'data-hb-open': open } = component.getAttributes()
  return [
    h(
      'p',
      { class: 'soft' },
      'Este trecho é protegido: ele muda na aba Modelo, e aqui fica como está.'
    ),
    h('pre', { class: 'doc-source', tabindex: '0' }, (raw ?? open ?? '').slice(0, 600)),
  ]
}

const select = (id, title, value, options, onchange) =>
  h('div', { class: 'doc-field' }, [
    h('label', { class: 'form-label', for: id }, title),
    h(
      'select',
      { id, class: 'form-select', value, onchange: ({ target }) => onchange(target.value) },
      withOwn(options, value).map(([one, name]) =>
        h('option', { value: one, selected: one === value }, name)
      )
    ),
  ])

/** A value that somebody wrote by hand stays to be chosen. */
const withOwn = (options, value) =>
  options.some(([one]) => one === value) ? options : [...options, [value, value]]

const plain = (list) => list.map((one) => [one, one === '' ? 'Como no estilo' : one])

function colour(id, title, value, onchange) {
  return h('div', { class: 'doc-field' }, [
    h('label', { class: 'form-label', for: id }, title),
    h('div', { class: 'doc-colour' }, [
      h('input', {
        id,
        type: 'color',
        value: hexOf(value) ?? '#000000',
        onchange: ({ target }) => onchange(target.value),
      }),
      value
        ? h(
            'button',
            { type: 'button', class: 'btn btn-plain', onclick: () => onchange('') },
            'Tirar'
          )
        : h('span', { class: 'soft' }, 'como no estilo'),
    ]),
  ])
}

const hexOf = (value) => (/^#[0-9a-f]{6}$/i.test(value ?? '') ? value : null)

function fields(style, put) {
  const of = (name) => style[name] ?? ''
  const toggle = (name, on, title) =>
    h(
      'button',
      {
        'type': 'button',
        'class': 'btn',
        'aria-pressed': String(of(name) === on),
        'onclick': () => put(name, of(name) === on ? '' : on),
      },
      title
    )
  return h('div', { class: 'doc-look' }, [
    select('look-font', 'Fonte', of('font-family'), FONTS, (value) => put('font-family', value)),
    select('look-size', 'Tamanho', of('font-size'), plain(SIZES), (value) =>
      put('font-size', value)
    ),
    h('div', { 'class': 'doc-field doc-toggles', 'role': 'group', 'aria-label': 'Destaque' }, [
      toggle('font-weight', '700', 'Negrito'),
      toggle('font-style', 'italic', 'Itálico'),
      toggle('text-decoration', 'underline', 'Sublinhado'),
    ]),
    h('div', { 'class': 'doc-field doc-toggles', 'role': 'group', 'aria-label': 'Alinhamento' }, [
      toggle('text-align', 'left', 'Esquerda'),
      toggle('text-align', 'center', 'Centro'),
      toggle('text-align', 'right', 'Direita'),
      toggle('text-align', 'justify', 'Justificado'),
    ]),
    colour('look-ink', 'Cor da letra', of('color'), (value) => put('color', value)),
    colour('look-fill', 'Cor do fundo', of('background-color'), (value) =>
      put('background-color', value)
    ),
    select('look-border', 'Borda', of('border'), BORDERS, (value) => put('border', value)),
    ...Object.entries(SPACE_NAMES).map(([name, title]) =>
      select(`look-${name}`, title, of(name), plain(SPACES), (value) => put(name, value))
    ),
  ])
}

/** Rows and columns of the table that is selected. */
function rowActions(component, redraw) {
  const cell =
    component.closest?.('td, th') ??
    (['td', 'th'].includes(component.get('tagName')) ? component : null)
  const row = cell?.parent()
  if (!row || row.get('tagName') !== 'tr') return null
  const act = (title, run) =>
    h('button', { type: 'button', class: 'btn', onclick: () => (run(), redraw()) }, title)
  const rows = () => {
    const table = row.closest('table')
    return table ? table.findType('doc-box').filter((one) => one.get('tagName') === 'tr') : [row]
  }
  return h('div', { 'class': 'doc-toggles', 'role': 'group', 'aria-label': 'Tabela' }, [
    act('Nova linha abaixo', () => row.parent().append(row.clone(), { at: row.index() + 1 })),
    act('Tirar a linha', () => row.get('removable') && row.remove()),
    act('Nova coluna', () => {
      const at = cell.index()
      for (const one of rows()) {
        const like = one.components().at(at)
        if (like) one.append(like.clone(), { at: at + 1 })
      }
    }),
  ])
}
