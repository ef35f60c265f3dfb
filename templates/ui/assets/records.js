/* Reference fields that find as one types, tabs by arrows, the jump to a page. */
const boxOf = (element) => element.closest?.('[data-typeahead]')
const textOf = (box) => box.querySelector('[data-typeahead-text]')
const valueOf = (box) => box.querySelector('[data-typeahead-value]')
const optionsOf = (box) => [...box.querySelectorAll('[role="option"]')]

function setOpen(box, open) {
  box.classList.toggle('is-open', open)
  textOf(box).setAttribute('aria-expanded', String(open))
}

function mark(box, option) {
  for (const other of optionsOf(box)) other.setAttribute('aria-selected', String(other === option))
  option?.scrollIntoView({ block: 'nearest' })
}

function choose(box, option) {
  valueOf(box).value = option.dataset.value
  textOf(box).value = option.querySelector('span').textContent
  textOf(box).dataset.chosen = textOf(box).value
  setOpen(box, false)
}

document.addEventListener('htmx:after:swap', () => {
  const box = boxOf(document.activeElement)
  if (!box || document.activeElement !== textOf(box)) return
  setOpen(box, true)
  mark(box, optionsOf(box)[0])
  box.querySelector('[role="listbox"]').scrollIntoView({ block: 'nearest' })
})

document.addEventListener('input', (event) => {
  if (!event.target.matches?.('[data-typeahead-text]')) return
  valueOf(boxOf(event.target)).value = ''
})

document.addEventListener('mousedown', (event) => {
  const option = event.target.closest?.('[data-typeahead] [role="option"]')
  if (!option) return
  event.preventDefault()
  choose(boxOf(option), option)
})

document.addEventListener('focusin', (event) => {
  if (!event.target.matches?.('[data-typeahead-text]')) return
  const box = boxOf(event.target)
  if (optionsOf(box).length) setOpen(box, true)
})

document.addEventListener('focusout', (event) => {
  if (event.target.matches?.('[data-typeahead-text]')) setOpen(boxOf(event.target), false)
})

document.addEventListener('keydown', (event) => {
  if (!event.target.matches?.('[data-typeahead-text]')) return
  const box = boxOf(event.target)
  const options = optionsOf(box)
  const now = options.findIndex((option) => option.getAttribute('aria-selected') === 'true')
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    setOpen(box, true)
    const step = event.key === 'ArrowDown' ? 1 : -1
    mark(box, options[(now + step + options.length) % options.length])
  } else if (event.key === 'Enter' && box.classList.contains('is-open') && options[now]) {
    event.preventDefault()
    choose(box, options[now])
  } else if (event.key === 'Escape' && box.classList.contains('is-open')) {
    event.stopPropagation()
    setOpen(box, false)
  }
})

/* Tabs: arrows move between them, as people who use screen readers expect. */
document.addEventListener('keydown', (event) => {
  const tab = event.target.closest?.('[role="tab"]')
  if (!tab || !['ArrowLeft', 'ArrowRight'].includes(event.key)) return
  const tabs = [...tab.parentElement.querySelectorAll('[role="tab"]')]
  const step = event.key === 'ArrowRight' ? 1 : -1
  tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length].focus()
})

document.addEventListener('click', (event) => {
  const tab = event.target.closest?.('[role="tab"]')
  if (!tab) return
  for (const other of tab.parentElement.querySelectorAll('[role="tab"]')) {
    other.setAttribute('aria-selected', String(other === tab))
    other.tabIndex = other === tab ? 0 : -1
  }
  document.getElementById('panel')?.setAttribute('aria-labelledby', tab.id)
})

/* The jump keeps the filters and the order of the list. */
document.addEventListener('submit', (event) => {
  const form = event.target.closest?.('[data-jump]')
  if (!form) return
  event.preventDefault()
  const address = new URL(location.href)
  const wanted = Number(form.elements.page.value) || 1
  address.searchParams.set('page', String(Math.min(Number(form.dataset.jump), Math.max(1, wanted))))
  location.assign(address)
})

/* After a refusal the first field that needs attention has the focus. */
document.querySelector('[aria-invalid="true"]')?.focus()
