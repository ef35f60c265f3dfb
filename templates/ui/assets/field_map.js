/*
 * The map of readers: streets, units and tracks drawn from what the live part of the page holds, in the plane of the place. The
 * tracks are there with the page, the units of the route come behind it. Units keep their size whatever the distance; a click
 * shows one. The track of a reader is travelled in the order of time.
 */
const map = document.querySelector('[data-field-map]')

if (map) {
  const sheet = map.querySelector('[data-map-sheet]')
  const detail = map.querySelector('[data-map-detail]')
  const WORDS = {
    pending: 'Leitura não feita',
    read: 'Leitura feita',
    calculated: 'Leitura feita e calculada',
  }
  const WIDTH = 1000
  const HEIGHT = 600
  const EDGE = 60
  const TRAVEL_MS = 12_000
  /** From so many units on each is drawn smaller. */
  const MANY = 150
  /** Of the sheet around what is looked at. */
  const ROOM = 1.15
  const tell = () => JSON.parse(document.getElementById('map-live').dataset.map)
  let told = tell()
  let view = { x: 0, y: 0, width: WIDTH, height: HEIGHT }
  let project = null
  let travel = null
  let chosen = null

  const element = (name, attributes, text) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name)
    for (const [key, content] of Object.entries(attributes)) made.setAttribute(key, content)
    if (text) made.textContent = text
    return made
  }

  /** One scale both ways: a degree of longitude is shorter the farther from the equator. */
  function projection() {
    const places = [
      ...told.units.map(({ place }) => place),
      ...told.tracks.flatMap(({ places: along }) => along),
    ]
    if (!places.length) return null
    const [west, east] = [0, 1].map((end) => limit(places, 0, end))
    const [south, north] = [0, 1].map((end) => limit(places, 1, end))
    const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
    const across = Math.max((east - west) * narrow, 0.0005)
    const up = Math.max(north - south, 0.0005)
    const scale = Math.min((WIDTH - 2 * EDGE) / across, (HEIGHT - 2 * EDGE) / up)
    const [middleX, middleY] = [(west + east) / 2, (south + north) / 2]
    return ([x, y]) => [
      WIDTH / 2 + (x - middleX) * narrow * scale,
      HEIGHT / 2 - (y - middleY) * scale,
    ]
  }
  const limit = (places, axis, end) =>
    places.reduce(
      (found, place) => (end ? Math.max(found, place[axis]) : Math.min(found, place[axis])),
      end ? -Infinity : Infinity
    )
  const pair = (place) =>
    project(place)
      .map((value) => value.toFixed(1))
      .join(',')
  const size = () => view.width / WIDTH

  function draw() {
    project ??= projection()
    if (!project) return
    sheet.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`)
    sheet.replaceChildren(
      ...told.streets.flatMap(streetOf),
      ...told.units.map(unitOf),
      ...told.tracks.flatMap(trackOf),
      ...told.tracks.flatMap(readerOf)
    )
  }

  function streetOf({ name, places }) {
    const [x, y] = project(places[Math.floor(places.length / 2)])
    return [
      element('polyline', {
        'class': 'street',
        'points': places.map(pair).join(' '),
        'stroke-width': 8 * size(),
      }),
      element(
        'text',
        { 'class': 'street-name', 'x': x, 'y': y - 12 * size(), 'font-size': 11 * size() },
        name
      ),
    ]
  }

  function trackOf({ places, device, label }) {
    if (!places.length) return []
    const [x, y] = project(places[0])
    const along = travel?.device === device ? places.slice(0, travel.step + 1) : places
    return [
      element('polyline', {
        'class': 'track',
        'points': along.map(pair).join(' '),
        'stroke-width': 2.5 * size(),
        'data-track': device,
      }),
      element(
        'text',
        { 'class': 'track-name', 'x': x, 'y': y + 22 * size(), 'font-size': 13 * size() },
        label
      ),
    ]
  }

  function unitOf(unit) {
    const [x, y] = project(unit.place)
    const most = told.units.length > MANY ? 3 : 5
    const half = (unit.id === chosen ? 8 : most) * size()
    const common = {
      'class': `unit is-${unit.status}`,
      'data-unit': unit.id,
      'stroke-width': (told.units.length > MANY ? 0.8 : 2) * size(),
    }
    const made =
      unit.status === 'calculated'
        ? element('rect', {
            ...common,
            x: x - half,
            y: y - half,
            width: 2 * half,
            height: 2 * half,
          })
        : element('circle', { ...common, cx: x, cy: y, r: half })
    made.append(element('title', {}, `${unit.registration} · ${WORDS[unit.status]}`))
    return made
  }

  /** The reader where the device told last, or where the travel is, turned to where it goes. */
  function readerOf({ places, device, name, isOnline }) {
    if (!places.length) return []
    const step = travel?.device === device ? travel.step : places.length - 1
    const [x, y] = project(places[step])
    const [fromX, fromY] = project(places[Math.max(0, step - 1)])
    const turn = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI
    const group = element('g', {
      'class': `reader ${isOnline ? 'is-online' : 'is-offline'}`,
      'data-reader': device,
      'data-at': places[step][2],
      'transform': `translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${size()})`,
    })
    group.append(
      element('circle', { r: 11 }),
      element('path', { d: 'M-5,-5 L7,0 L-5,5 Z', transform: `rotate(${turn.toFixed(0)})` }),
      element(
        'text',
        { 'x': 15, 'y': 5, 'font-size': 13 },
        `${name} · ${places[step][2].slice(0, 5)}`
      )
    )
    return [group]
  }

  /** `2026-10-04T09:00:00` as people write it. */
  const spoken = (at) => at.replace(/^(\d+)-(\d+)-(\d+)T(\d+:\d+).*$/, '$3/$2/$1 $4')

  function show(id) {
    const unit = told.units.find((one) => one.id === id)
    if (!unit) return
    chosen = id
    const facts = [
      ['Matrícula', unit.registration],
      ['Hidrômetro', unit.meter ?? '—'],
      ['Endereço', unit.address],
      ['Situação', WORDS[unit.status]],
      ...(unit.reading === null ? [] : [['Leitura', String(unit.reading)]]),
      ...(unit.occurrence ? [['Ocorrência', unit.occurrence]] : []),
      ...(unit.billed === null ? [] : [['Consumo faturado', `${unit.billed} m³`]]),
      ...(unit.readAt ? [['Lida em', spoken(unit.readAt)]] : []),
    ]
    const list = document.createElement('dl')
    for (const [name, value] of facts) {
      const term = document.createElement('dt')
      const said = document.createElement('dd')
      term.textContent = name
      said.textContent = value
      list.append(term, said)
    }
    detail.replaceChildren(list)
    draw()
  }

  /** Whoever wants less motion is shown the end of the track at once, and its times step by step are in the table. */
  function play(device) {
    const track = told.tracks.find((one) => one.device === device)
    if (!track || track.places.length < 2) return
    const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches
    let began = null
    const last = track.places.length - 1
    const mine = { device, step: 0 }
    travel = mine
    const go = (now) => {
      if (travel !== mine) return
      began ??= now - (isStill ? TRAVEL_MS : 0)
      mine.step = Math.min(last, Math.floor(((now - began) / TRAVEL_MS) * last))
      draw()
      if (mine.step < last) requestAnimationFrame(go)
      else travel = null
    }
    requestAnimationFrame(go)
    map.scrollIntoView({ block: 'nearest' })
  }

  function zoom(how) {
    if (how === 'all') view = { x: 0, y: 0, width: WIDTH, height: HEIGHT }
    else if (how === 'route') view = aroundUnits()
    else {
      const factor = how === 'in' ? 0.7 : 1 / 0.7
      const width = Math.min(WIDTH * 2, Math.max(WIDTH / 200, view.width * factor))
      const [x, y] = [view.x + view.width / 2, view.y + view.height / 2]
      view = frame(x, y, width)
    }
    draw()
  }

  const frame = (x, y, width) => {
    const height = (width * HEIGHT) / WIDTH
    return { x: x - width / 2, y: y - height / 2, width, height }
  }

  /** The units of the route fill the sheet; other readers may be far from them. */
  function aroundUnits() {
    if (!told.units.length) return view
    const points = told.units.map(({ place }) => project(place))
    const [left, right] = [0, 1].map((end) => limit(points, 0, end))
    const [top, bottom] = [0, 1].map((end) => limit(points, 1, end))
    const width = Math.max(right - left, ((bottom - top) * WIDTH) / HEIGHT) * ROOM
    return frame(
      (left + right) / 2,
      (top + bottom) / 2,
      Math.min(WIDTH, Math.max(width, WIDTH / 20))
    )
  }

  let from = null
  sheet.addEventListener('pointerdown', ({ clientX, clientY }) => {
    from = { clientX, clientY, ...view }
  })
  addEventListener('pointerup', () => {
    from = null
  })
  sheet.addEventListener('pointermove', ({ clientX, clientY }) => {
    if (!from) return
    const scale = view.width / sheet.getBoundingClientRect().width
    view = {
      ...view,
      x: from.x - (clientX - from.clientX) * scale,
      y: from.y - (clientY - from.clientY) * scale,
    }
    sheet.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`)
  })
  sheet.addEventListener('click', ({ target }) => {
    const id = target.closest('[data-unit]')?.dataset.unit
    if (id) show(id)
  })
  map.addEventListener('click', ({ target }) => {
    const how = target.closest('[data-map-zoom]')?.dataset.mapZoom
    if (how) zoom(how)
  })
  document.addEventListener('click', ({ target }) => {
    const device = target.closest('[data-map-play]')?.dataset.mapPlay
    if (device) play(device)
  })
  /** The part was replaced: by the first units, or by what is new. */
  function retell({ target }) {
    if (target.id !== 'map-live') return
    const isFirst = !told.units.length
    told = tell()
    if (!project || isFirst || !told.tracks.every(isWithin)) {
      project = projection()
      if (project && isFirst) view = aroundUnits()
    }
    draw()
    if (chosen) show(chosen)
  }
  document.addEventListener('live:replaced', retell)
  document.addEventListener('htmx:after:swap', () => retell({ target: { id: 'map-live' } }))
  const isWithin = ({ places }) =>
    places.every((place) => {
      const [x, y] = project(place)
      return x > 0 && x < WIDTH && y > 0 && y < HEIGHT
    })

  const routes = document.getElementById('map-routes')
  const shown = routes.querySelector('[aria-current]')
  if (shown) routes.scrollTop = shown.offsetTop - routes.offsetTop
  draw()
}
