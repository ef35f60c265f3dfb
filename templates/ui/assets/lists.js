/* Generated lists: selection, order of columns, text filters, the address that goes with a selection. */
const bar = () => document.getElementById('selection')
const picks = () => [...document.querySelectorAll('[data-pick]')]
const listElement = () => document.getElementById('records')

const number = new Intl.NumberFormat('pt-BR')

/* The bar says how many are chosen; it shows only while some are. */
function draw() {
  const form = bar()
  if (!form) return
  const all = picks()
  const chosen = all.filter((box) => box.checked)
  const total = Number(listElement()?.dataset.total ?? 0)
  const everything = form.querySelector('[data-select-all-value]')
  if (chosen.length < all.length) everything.value = ''
  const isAll = everything.value === 'true'
  form.hidden = chosen.length === 0
  document.body.classList.toggle('has-selection', chosen.length > 0)
  const count = isAll ? total : chosen.length
  form.querySelector('[data-selected]').textContent =
    count === 1 ? '1 selecionado' : `${number.format(count)} selecionados`
  const offer = form.querySelector('[data-select-filtered]')
  offer.hidden = isAll || chosen.length < all.length || total <= all.length
  const words = form.querySelector('[data-total-of-list]')
  if (words) words.textContent = listElement()?.dataset.totalWords ?? String(total)
  const page = document.querySelector('[data-pick-page]')
  if (page) {
    page.checked = chosen.length > 0 && chosen.length === all.length
    page.indeterminate = chosen.length > 0 && chosen.length < all.length
  }
  for (const box of all) box.closest('[data-row]').classList.toggle('is-picked', box.checked)
}

document.addEventListener('change', (event) => {
  if (event.target.matches?.('[data-pick-page]')) {
    for (const box of picks()) box.checked = event.target.checked
  }
  if (event.target.matches?.('[data-pick], [data-pick-page]')) draw()
})

document.addEventListener('click', (event) => {
  if (event.target.closest?.('[data-select-filtered]')) {
    bar().querySelector('[data-select-all-value]').value = 'true'
    draw()
  }
  if (event.target.closest?.('[data-select-none]')) {
    for (const box of picks()) box.checked = false
    draw()
  }
  const move = event.target.closest?.('[data-move]')
  if (!move) return
  const item = move.closest('li')
  const step = Number(move.dataset.move)
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling
  if (!other) return
  if (step < 0) other.before(item)
  else other.after(item)
  move.focus()
})

/* The list may have been narrowed without leaving the page: what is sent is the address as it stands. */
document.addEventListener(
  'submit',
  (event) => {
    for (const field of event.target.querySelectorAll('[data-list-address]')) {
      if (location.search) field.value = location.search
    }
    if (event.target.matches('[data-filters]')) dropEmpty(event.target)
  },
  true
)

/* Empty boxes have no place in an address that people send to one another. */
function dropEmpty(form) {
  const idle = [...form.elements].filter(
    (field) => field.name && field.value === '' && !field.disabled
  )
  for (const field of idle) field.disabled = true
  setTimeout(() => {
    for (const field of idle) field.disabled = false
  })
}

document.addEventListener('change', (event) => {
  const how = event.target.closest?.('[data-text-how]')
  if (how) {
    const name = how.dataset.textHow
    const box = how.parentElement.querySelector('[data-text-filter]')
    box.name = `${name}_${how.value}`
  }
  /* A span of the calendar takes the place of two dates, and the other way round. */
  const panel = event.target.closest?.('.filter-panel')
  if (panel && event.target.matches('[type=radio]')) {
    for (const bound of panel.querySelectorAll('.filter-range input')) bound.value = ''
  } else if (panel && event.target.closest('.filter-range')) {
    for (const preset of panel.querySelectorAll('[type=radio]')) preset.checked = false
  }
  if (event.target.matches?.('[data-submit-on-change]')) event.target.form.requestSubmit()
})

document.addEventListener('htmx:after:swap', draw)
window.addEventListener('pageshow', draw)
draw()
