/* The editor of tariff tables: grids by category and charge, an adjustment, and bills before and after. */
import { h } from '#studio/dom'
import { openStudio } from '#studio/frame'
import { moveTab } from '#studio/panels'
import { categories } from './table/categories.js'
import { charges } from './table/charges.js'
import { general } from './table/general.js'
import { others } from './table/others.js'
import { askPreview, previewPanels } from './table/preview.js'
import { rowTables } from './table/rows.js'
import { tools } from './table/tools.js'

const SECTIONS = [
  { id: 'categories', title: 'Categorias', at: ['/categories'], draw: categories },
  {
    id: 'others',
    title: 'Esgoto, lixo e serviços',
    at: ['/sewage', '/garbage', '/services', '/fraud_fines'],
    draw: others,
  },
  {
    id: 'charges',
    title: 'Cobranças',
    at: ['/charges'],
    draw: charges,
    count: ({ charges: list }) => list?.length,
  },
  {
    id: 'rows',
    title: 'Por m³',
    at: ['/rows'],
    draw: rowTables,
    count: ({ rows }) => (rows ? Object.keys(rows).length : 0),
  },
  {
    id: 'general',
    title: 'Geral',
    at: ['/title', '/rounding', '/unit', '/unmetered'],
    draw: general,
  },
  { id: 'tools', title: 'Reajustar e copiar', at: [], draw: tools },
]

let shown = 'categories'

const show = (studio, id) => {
  shown = id
  studio.redraw()
}

function centre(studio) {
  const isTable =
    typeof studio.content === 'object' && studio.content !== null && !Array.isArray(studio.content)
  if (!isTable)
    return h('p', { class: 'soft' }, 'O conteúdo não é uma tabela: corrija-o na aba JSON.')
  const section = SECTIONS.find(({ id }) => id === shown)
  return h(
    'div',
    { class: 'tariff-table' },
    h(
      'div',
      {
        'class': 'tariff-sections',
        'role': 'tablist',
        'aria-label': 'Partes da tabela',
        'onkeydown': moveTab,
      },
      SECTIONS.map((one) => tab(studio, one))
    ),
    h(
      'div',
      {
        'key': section.id,
        'id': 'tariff-section',
        'role': 'tabpanel',
        'aria-label': section.title,
        'class': 'tariff-section',
      },
      section.draw(studio)
    )
  )
}

function tab(studio, { id, title, at, count }) {
  const bad = at
    .flatMap((pointer) => studio.issuesAt(pointer))
    .filter(({ severity }) => severity === 'critical').length
  const badge = bad || count?.(studio.content)
  return h(
    'button',
    {
      'key': id,
      'type': 'button',
      'role': 'tab',
      'aria-selected': String(id === shown),
      'aria-controls': 'tariff-section',
      'tabindex': id === shown ? '0' : '-1',
      'onclick': () => show(studio, id),
    },
    title,
    badge > 0 && h('span', { class: `studio-count ${bad ? 'is-bad' : ''}` }, String(badge))
  )
}

openStudio({
  title: 'Tabela',
  left: () => [],
  centre,
  panels: previewPanels,
  start: (studio) => askPreview(studio, 0),
  changed: askPreview,
  tryIt(studio) {
    studio.showPanel('bills')
    askPreview(studio, 0)
  },
  goTo(pointer, studio) {
    const section = SECTIONS.find(({ at }) =>
      at.some((one) => pointer === one || pointer.startsWith(`${one}/`))
    )
    if (!section) return false
    show(studio, section.id)
    setTimeout(() => focusAt(pointer))
    return true
  },
})

/** The field of a pointer, or the first cell of the grid that it is in. */
function focusAt(pointer) {
  const steps = pointer.split('/')
  for (let length = steps.length; length > 1; length -= 1) {
    const at = steps.slice(0, length).join('/')
    const row = steps[length]
    const found =
      document.getElementById(`field${at.replaceAll('/', '-')}`) ??
      document.querySelector(
        `[data-sheet="${CSS.escape(at)}"][data-cell^="${CSS.escape(/^\d+$/.test(row ?? '') ? row : '0')}:"]`
      )
    if (found) return found.focus()
  }
}
