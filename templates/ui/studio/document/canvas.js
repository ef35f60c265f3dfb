/*
 * The canvas: GrapesJS with our own panels around it. It draws in a frame of the same origin; it runs no code of the
 * template, and what it writes is text that the server checks again. (Its own look: the classes gjs-… of its style sheet.)
 */
import { grapesjs } from 'grapesjs'
import 'grapesjs/dist/css/grapes.min.css'
import { blockOf, rootScope, scopeInside } from './expression.js'
import { documentTypes, nameOf } from './component_types.js'
import { componentsOf } from './to_components.js'
import { remember, templateOf } from './to_template.js'

const WRITE_WAIT_MS = 250
const PIXELS_PER_MM = 96 / 25.4

const CANVAS_STYLE = `
  hb-block, hb-branch { display: contents }
  hb-branch[data-hb-off] { display: none }
  body.shows-all hb-branch[data-hb-off] { display: contents; opacity: .6 }
  [data-hb]:not(hb-locked) { background: rgb(20 120 190 / .12); border-radius: 2px; outline: 1px dotted rgb(20 120 190 / .5); cursor: default }
  [data-hb-drawing] { display: inline-grid; place-items: center; background: repeating-linear-gradient(90deg, #d8dee5 0 2px, #fff 2px 5px); color: #1b2530; font-size: 7pt; text-shadow: 0 0 3px #fff, 0 0 3px #fff; max-width: 100% }
  hb-locked { display: inline-block; min-width: 10px; min-height: 10px; max-width: 100%; outline: 1px dashed #b07a12 }
  hb-locked[data-hb-silent] { display: none }
  hb-locked:empty::before { content: '…'; padding: 0 4px; font-size: 8pt; color: #7a5208 }
  .page-break { height: 14px !important; border-top: 2px dashed #5b6875; margin: 2mm 0 }
  .page-break::after { content: 'quebra de página'; font: 8pt sans-serif; color: #5b6875 }
  img:not([src]), img[src=''] { display: inline-block; width: 30mm; height: 14mm; background: #e4e9ee }
`

/** The frame's own rule for its page would take the upper margin away. */
const marginStyle = ({ margins: { top } }) =>
  `[data-gjs-type=wrapper].document { padding-top: ${Number(top)}mm; margin-bottom: 8mm }`

/**
 * @param {HTMLElement} host
 * @param {{ template: string, style: string, sample: unknown, page: { head: string, width: number }, changed(template: string): void, selected(component: object|null): void, undo(): void, redo(): void, save(): void }} options
 */
export function openCanvas(host, options) {
  const canvas = new Canvas(host, options)
  canvas.start()
  return canvas
}

class Canvas {
  #timer = null
  #isLoading = false
  #written

  constructor(host, options) {
    this.host = host
    this.options = options
    this.selected = null
  }

  start() {
    this.editor = grapesjs.init({
      container: this.host,
      ...{
        height: 'max(420px, calc(100vh - 330px))',
        width: 'auto',
        storageManager: false,
        telemetry: false,
        cssIcons: '',
      },
      ...{ noticeOnUnload: false, avoidInlineStyle: false, showOffsets: false, undoManager: false },
      ...{ panels: { defaults: [] }, plugins: [documentTypes], keymaps: { defaults: {} } },
      ...{
        blockManager: { custom: true },
        styleManager: { custom: true },
        layerManager: { custom: true },
      },
      ...{
        traitManager: { custom: true },
        selectorManager: { custom: true, componentFirst: true },
      },
      assetManager: { custom: { open() {}, close() {} }, embedAsBase64: true, upload: false },
      deviceManager: { devices: [{ id: 'paper', name: 'Papel', width: '' }] },
      parser: {
        optionsHtml: { allowScripts: false, allowUnsafeAttr: false, allowUnsafeAttrValue: false },
      },
      richTextEditor: { actions: ['bold', 'italic', 'underline'] },
      canvas: { customBadgeLabel: (component) => nameOf(component) },
      i18n: { locale: 'pt', messages: { pt: {} } },
    })
    const { editor } = this
    editor.on('load', () => this.#ready())
    editor.on('component:add component:remove component:update styleable:change rte:disable', () =>
      this.#later()
    )
    editor.on('component:selected component:deselected', () => {
      this.selected = editor.getSelected() ?? null
      this.options.selected(this.selected)
    })
    editor.on('component:selected', (component) => component.set('toolbar', toolbarOf(component)))
  }

  /** Shows another template; nothing is written by it. */
  show(template) {
    this.#isLoading = true
    this.#written = template
    this.editor.setComponents(componentsOf(template, this.options.sample))
    const wrapper = this.editor.getWrapper()
    wrapper.addClass('document')
    remember(wrapper)
    this.#drawLocked(wrapper)
    clearTimeout(this.#timer)
    this.#isLoading = false
  }

  /** The template changed elsewhere: it is read again. */
  follow(template) {
    if (this.isReady && template !== this.#written) this.show(template)
  }

  restyle({ style, page }) {
    const head = this.editor.Canvas.getDocument()?.head
    if (!head) return
    for (const [name, css] of [
      ['paper', page.head],
      ['own', style],
      ['margins', marginStyle(page)],
      ['canvas', CANVAS_STYLE],
    ]) {
      let element = head.querySelector(`style[data-of=${name}]`)
      if (!element) {
        element = head.ownerDocument.createElement('style')
        element.dataset.of = name
        head.append(element)
      }
      if (element.textContent !== css) element.textContent = css
    }
    this.fit(page.width)
  }

  /** The whole width of the paper in sight. */
  fit(width = this.options.page.width) {
    this.options.page.width = width
    const paper = width * PIXELS_PER_MM + 48
    const room = this.host.clientWidth
    if (!room) return
    const zoom = Math.min(1, room / paper)
    const frame = this.host.querySelector('.gjs-frame-wrapper')
    if (!frame) return
    this.editor.Canvas.setZoom(zoom * 100)
    const wide = Math.max(room / zoom, paper)
    Object.assign(frame.style, {
      width: `${wide}px`,
      height: `${this.host.clientHeight / zoom}px`,
      left: `${(room - wide) / 2}px`,
      top: `${(this.host.clientHeight - this.host.clientHeight / zoom) / 2}px`,
    })
    this.editor.refresh()
  }

  /** Puts a piece of template after what is selected, or into it, or at the end. */
  insert(piece) {
    const [target, at] = this.#target()
    const made = target.append(
      componentsOf(piece, this.options.sample),
      at === undefined ? {} : { at }
    )
    made.forEach((one) => (remember(one), this.#drawLocked(one)))
    const shown = made.find((one) => one.get('type') !== 'textnode') ?? made[0]
    if (shown) this.editor.select(shown)
    this.#later()
  }

  #target() {
    const chosen = this.editor.getSelected()
    const wrapper = this.editor.getWrapper()
    if (!chosen || chosen === wrapper) return [this.#mainBox(wrapper), undefined]
    const holds = chosen.get('droppable') !== false && chosen.get('type') !== 'doc-field'
    const isRow = ['table', 'thead', 'tbody', 'tr', 'hb-block'].includes(chosen.get('tagName'))
    if (holds && !isRow && chosen.get('type') !== 'doc-words') return [chosen, undefined]
    if (chosen.get('type') === 'doc-words' && chosen.get('tagName') !== 'span')
      return [chosen.parent(), chosen.index() + 1]
    return [chosen.parent() ?? wrapper, chosen.index() + 1]
  }

  /** One box around everything is where new things go. */
  #mainBox(wrapper) {
    const boxes = wrapper
      .components()
      .models.filter((one) => !['textnode', 'doc-locked'].includes(one.get('type')))
    return boxes.length === 1 && boxes[0].get('type') === 'doc-box' ? boxes[0] : wrapper
  }

  /** Where in the data the selected place stands, by the commands around it. */
  place() {
    const [target] = this.#target()
    const opens = []
    for (let one = target; one; one = one.parent()) {
      const open = one.getAttributes()['data-hb-open']
      if (open) opens.unshift(open)
    }
    const scope = opens.reduce(
      (at, open) => scopeInside(at, blockOf(open)),
      rootScope(this.options.sample)
    )
    return scope.paths.at(-1)
  }

  showAll(isAll) {
    this.editor.Canvas.getBody()?.classList.toggle('shows-all', isAll)
  }

  #ready() {
    this.isReady = true
    this.show(this.options.template)
    this.restyle(this.options)
    const frame = this.editor.Canvas.getDocument()
    frame.documentElement.lang = 'pt-BR'
    this.editor.Canvas.getFrameEl().title = 'Documento'
    frame.addEventListener('keydown', (event) => this.#key(event))
    new ResizeObserver(() => this.fit()).observe(this.host)
  }

  #key(event) {
    const isTyping = this.editor.getEditing()
    const key = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey) {
      const { undo, redo, save } = this.options
      const act = { s: save, ...(isTyping ? {} : { z: event.shiftKey ? redo : undo, y: redo }) }[
        key
      ]
      if (act) {
        event.preventDefault()
        act()
      }
      return
    }
    if ((key === 'delete' || key === 'backspace') && !isTyping) {
      const chosen = this.editor.getSelected()
      if (chosen?.get('removable')) {
        event.preventDefault()
        chosen.remove()
      }
    }
  }

  #later() {
    if (this.#isLoading || !this.isReady) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.write(), WRITE_WAIT_MS)
  }

  /** Writes the canvas into the template. While somebody types into a text, it waits until they leave it. */
  write() {
    clearTimeout(this.#timer)
    if (!this.isReady || this.editor.getEditing()) return
    const template = templateOf(this.editor.getWrapper())
    if (template === this.#written) return
    this.#written = template
    this.options.changed(template)
  }

  /** A drawing that is kept whole is shown as it is. */
  #drawLocked(component) {
    const raw = component.getAttributes()['data-hb']
    const element = component.getEl?.()
    if (component.is('doc-locked') && element && /^<svg/i.test(raw) && !raw.includes('{{')) {
      const source = raw.includes('xmlns=')
        ? raw
        : raw.replace(/^<svg/i, '<svg xmlns="http://www.w3.org/2000/svg"')
      const drawn = new DOMParser().parseFromString(source, 'image/svg+xml')
      if (!drawn.querySelector('parsererror'))
        element.replaceChildren(element.ownerDocument.importNode(drawn.documentElement, true))
    }
    const size = component.getAttributes()['data-hb-drawing']
    if (size && element) {
      const [width, height] = size.split('x')
      Object.assign(element.style, { width: `${width}mm`, height: `${height}mm` })
    }
    component.components().models.forEach((one) => this.#drawLocked(one))
  }
}

const BUTTONS = [
  ['↑', 'tlb-up', 'Selecionar o que está em volta', (component) => component.parent()],
  ['⧉', 'tlb-clone', 'Duplicar', (component) => component.get('copyable')],
  ['✕', 'tlb-delete', 'Remover', (component) => component.get('removable')],
]
const COMMANDS = { 'tlb-up': 'core:component-exit' }

const toolbarOf = (component) =>
  BUTTONS.filter(([, , , may]) => may(component)).map(([label, command, title]) => ({
    label,
    command: COMMANDS[command] ?? command,
    attributes: { title },
  }))
