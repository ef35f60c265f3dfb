/* The queue of readings: A accepts, C corrects, M bills the average, V sends the reader back, of the reading at hand. */
const CHOICES = { a: 'as_is', c: 'corrected', m: 'average', v: 'field_review' }

const isTyping = (element) =>
  element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)

function choose(form, mode) {
  const select = form.querySelector('[data-review-mode]')
  if (![...select.options].some(({ value }) => value === mode)) return
  select.value = mode
  select.dispatchEvent(new Event('change', { bubbles: true }))
  form
    .querySelector(mode === 'corrected' ? '[data-review-reading]' : '[data-review-reason]')
    .focus()
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (isTyping(event.target) || document.querySelector('dialog[open]')) return
  const mode = CHOICES[event.key.toLowerCase()]
  const form = document.querySelector('[data-row].is-current [data-review]')
  if (!mode || !form) return
  event.preventDefault()
  choose(form, mode)
})

/* Only a correction has a number to type. */
document.addEventListener('change', (event) => {
  if (!event.target.matches?.('[data-review-mode]')) return
  const box = event.target.form.querySelector('[data-review-reading]')
  if (!box) return
  box.required = event.target.value === 'corrected'
  box.disabled = event.target.value !== 'corrected'
})
