/* The drawing board of the sketch: pen, line, box, house and words on a sheet; what is drawn goes with the form as JSON. */
const board = document.querySelector('[data-sketch]')

if (board) {
  const sheet = board.querySelector('[data-sketch-sheet]')
  const value = board.querySelector('[data-sketch-value]')
  const words = board.querySelector('#sketch-text')
  const shapes = []
  let tool = 'pen'
  let drawing = null

  const tools = board.querySelector('[data-sketch-tools]')
  tools.hidden = false

  const element = (name, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, content] of Object.entries(attributes)) made.setAttribute(key, content)
    return made
  }
  const pair = ([x, y]) => `${x},${y}`

  function drawn(shape) {
    if (shape.kind === 'pen')
      return element('polyline', { points: shape.points.map(pair).join(' ') })
    if (shape.kind === 'line')
      return element('polyline', { points: `${pair(shape.from)} ${pair(shape.to)}` })
    if (shape.kind === 'box') {
      const [x, y] = [Math.min(shape.from[0], shape.to[0]), Math.min(shape.from[1], shape.to[1])]
      const [width, height] = [
        Math.abs(shape.from[0] - shape.to[0]),
        Math.abs(shape.from[1] - shape.to[1]),
      ]
      return element('rect', { x, y, width, height })
    }
    const [x, y] = shape.at
    if (shape.kind === 'text') {
      const text = element('text', { x, y })
      text.textContent = shape.text
      return text
    }
    const roof = `${x - 14},${y} ${x},${y - 14} ${x + 14},${y}`
    const walls = `${x + 10},${y} ${x + 10},${y + 14} ${x - 10},${y + 14} ${x - 10},${y}`
    return element('polygon', { class: 'sketch-house', points: `${roof} ${walls}` })
  }

  function show() {
    sheet.replaceChildren(...[...shapes, ...(drawing ? [drawing] : [])].map(drawn))
    value.value = shapes.length ? JSON.stringify({ shapes }) : ''
  }

  function pointOf(event) {
    const { left, top, width, height } = sheet.getBoundingClientRect()
    const { width: w, height: h } = sheet.viewBox.baseVal
    const inside = (place, most) => Math.max(0, Math.min(most, Math.round(place)))
    return [
      inside(((event.clientX - left) / width) * w, w),
      inside(((event.clientY - top) / height) * h, h),
    ]
  }

  sheet.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    const at = pointOf(event)
    if (tool === 'text') {
      const text = words.value.trim()
      if (text) shapes.push({ kind: 'text', at, text })
      else words.focus()
    } else if (tool === 'house') shapes.push({ kind: 'house', at })
    else {
      sheet.setPointerCapture(event.pointerId)
      drawing = tool === 'pen' ? { kind: 'pen', points: [at] } : { kind: tool, from: at, to: at }
    }
    show()
  })
  sheet.addEventListener('pointermove', (event) => {
    if (!drawing) return
    const at = pointOf(event)
    if (drawing.kind === 'pen') {
      if (drawing.points.length < 2000) drawing.points.push(at)
    } else drawing.to = at
    show()
  })
  for (const name of ['pointerup', 'pointercancel']) {
    sheet.addEventListener(name, () => {
      if (drawing && (drawing.kind !== 'pen' || drawing.points.length > 1)) shapes.push(drawing)
      drawing = null
      show()
    })
  }
  tools.addEventListener('click', (event) => {
    const button = event.target.closest('button')
    if (!button) return
    if ('sketchUndo' in button.dataset) shapes.pop()
    if ('sketchClear' in button.dataset) shapes.length = 0
    if (button.dataset.tool) {
      tool = button.dataset.tool
      for (const one of tools.querySelectorAll('[data-tool]'))
        one.setAttribute('aria-pressed', String(one === button))
      words.hidden = tool !== 'text'
      if (tool === 'text') words.focus()
    }
    show()
  })
}
