/* What a panel above a form already knows is put into the boxes that nobody answered; what was typed stays. */
const put = new Map()

document.addEventListener('htmx:after:swap', () => {
  const source = document.querySelector('[data-fill]')
  if (!source) return
  for (const [name, value] of Object.entries(JSON.parse(source.dataset.fill))) {
    const box = document.getElementById(`field-${name}`)
    const isOurs = box && (box.value === '' || box.value === put.get(name))
    if (!isOurs) continue
    const text = value === null ? '' : String(value)
    box.value = text
    put.set(name, text)
  }
})
