/* The editor of document templates: the page as it looks, its text, its style, its short texts and its paper. */
import { h } from '../dom.js'
import { openStudio } from '../frame.js'
import { moveTab } from '../panels.js'
import { appearancePanel } from '../document/appearance.js'
import { palette } from '../document/palette.js'
import { pageOf, paperForm } from '../document/paper.js'
import { Preview } from '../document/preview.js'

const VIEWS = [
  ['visual', 'Visual'],
  ['template', 'Modelo'],
  ['style', 'Estilo'],
  ['texts', 'Textos'],
  ['paper', 'Papel'],
]

class DocumentEditor {
  title = 'Documento'
  #view = 'visual'
  #studio
  #preview
  #canvas = null
  #codes = {}
  #notice = null

  start(studio) {
    this.#studio = studio
    this.#preview = new Preview(studio)
    const editor = this
    this.paletteState = {
      data: studio.data,
      search: '',
      asking: null,
      get isVisual() {
        return editor.#view === 'visual'
      },
      place: () => this.#place(),
      insert: (piece) => this.#insert(piece),
      say: (text) => this.#say(text),
      redraw: () => studio.redraw(),
    }
    this.#preview.now().then((shown) => this.#openCanvas(shown))
  }

  changed = () => {
    const { content, jsonError } = this.#studio
    if (jsonError || content === null) return
    this.#codes.template?.set(content.template ?? '')
    this.#codes.style?.set(content.style ?? '')
    for (const face of Object.keys(this.#studio.data.faces))
      this.#codes[face]?.set(content.texts?.[face] ?? '')
    this.#canvas?.follow(content.template ?? '')
    this.#restyle()
    this.#preview.later()
  }

  left = () => palette(this.paletteState)

  panels = () => [
    this.#preview.panel(),
    ...(this.#view === 'visual'
      ? [
          {
            id: 'look',
            title: 'Aparência',
            body: () => appearancePanel(this.#canvas, () => this.#studio.redraw()),
          },
        ]
      : []),
  ]

  tryIt = (studio) => {
    studio.showPanel('preview')
    this.#preview.now()
  }

  goTo = (pointer, studio) => {
    const [, part, face] = pointer.split('/')
    const name = part === 'texts' ? face : part
    if (part === 'page') return this.#show('paper')
    if (part !== 'template' && part !== 'style' && part !== 'texts') return false
    this.#show(part)
    const message = studio.issues.find(({ path }) => path === pointer)?.message ?? ''
    const line = Number(/^Linha (\d+)/.exec(message)?.[1] ?? 1)
    requestAnimationFrame(() => this.#codes[name]?.goToLine(line))
    return true
  }

  centre = (studio) => [
    h(
      'div',
      {
        'key': 'views',
        'class': 'studio-tabs doc-views',
        'role': 'tablist',
        'aria-label': 'Partes do modelo',
        'onkeydown': moveTab,
      },
      VIEWS.map(([id, title]) =>
        h(
          'button',
          {
            'key': id,
            'type': 'button',
            'role': 'tab',
            'id': `doc-tab-${id}`,
            'aria-selected': String(id === this.#view),
            'aria-controls': `doc-${id}`,
            'tabindex': id === this.#view ? '0' : '-1',
            'onclick': () => this.#show(id),
          },
          title
        )
      )
    ),
    this.#notice &&
      h(
        'div',
        { key: 'notice', class: 'conf-issue is-warning', role: 'status' },
        h('span', {}, this.#notice)
      ),
    this.#pane('visual', [
      h('div', { key: 'bar', class: 'doc-canvas-bar' }, [
        h('label', { class: 'form-check' }, [
          h('input', {
            type: 'checkbox',
            class: 'form-check-input',
            onchange: ({ target }) => this.#canvas?.showAll(target.checked),
          }),
          h('span', { class: 'form-check-label' }, 'Mostrar também o que o exemplo não usa'),
        ]),
        h('span', { class: 'soft' }, 'Duplo clique escreve no texto.'),
      ]),
      h('div', {
        'key': 'host',
        'class': 'doc-canvas',
        'own': true,
        'data-own-undo': '',
        'ref': (element) => (this.host = element),
      }),
    ]),
    this.#pane('template', this.#code('template', 'Modelo (Handlebars e HTML)', 'markup')),
    this.#pane('style', this.#code('style', 'Folha de estilo (CSS)', 'style')),
    this.#pane('texts', this.#textsPane(studio)),
    this.#pane('paper', paperForm(studio)),
  ]

  #pane(id, inside) {
    return h(
      'div',
      {
        'key': `pane-${id}`,
        'id': `doc-${id}`,
        'class': `doc-pane doc-pane-${id} ${id === this.#view ? '' : 'is-away'}`,
        'role': 'tabpanel',
        'aria-labelledby': `doc-tab-${id}`,
      },
      inside
    )
  }

  #code(name, label, language, pointer = `/${name}`) {
    const { studio = this.#studio } = this
    const isText = pointer.startsWith('/texts/')
    return h('div', {
      key: `code-${name}`,
      class: `doc-code ${isText ? 'is-short' : ''}`,
      own: true,
      ref: (element) => this.#openCode(element, { name, label, language, pointer, studio }),
    })
  }

  async #openCode(element, { name, label, language, pointer, studio }) {
    const { openCodeView } = await import('../document/code_view.js')
    const { content, data } = studio
    this.#codes[name] = openCodeView(element, {
      text: (name in data.faces ? content.texts?.[name] : content[name]) ?? '',
      ...{ label, language, data },
      changed: (text) => studio.change(this.#with(name, text), pointer),
    })
    element.addEventListener('focusin', () => (this.lastCode = name))
  }

  #with(name, text) {
    const { content, data } = this.#studio
    if (!(name in data.faces)) return { ...content, [name]: text }
    const { [name]: _, ...others } = content.texts ?? {}
    const texts = text === '' ? others : { ...others, [name]: text }
    const { texts: __, ...rest } = content
    return Object.keys(texts).length ? { ...rest, texts } : rest
  }

  #textsPane({ data }) {
    return Object.entries(data.faces).map(([name, title]) =>
      h('section', { key: name, class: 'doc-text' }, [
        h('h3', {}, title),
        name === 'text' &&
          h(
            'p',
            { class: 'form-hint' },
            'Uma linha do papel por linha; @ no começo dá um comando (@center, @row, @itf, @qr, @cut).'
          ),
        this.#code(name, title, 'lines', `/texts/${name}`),
      ])
    )
  }

  async #openCanvas(shown) {
    const { openCanvas } = await import('../document/canvas.js')
    const studio = this.#studio
    if (studio.jsonError) return
    this.head = /<style>([^]*?)<\/style>/.exec(shown?.html ?? '')?.[1] ?? ''
    this.#canvas = openCanvas(this.host, {
      ...{
        template: studio.content.template,
        style: studio.content.style,
        sample: studio.data.sample,
      },
      page: this.#page(),
      changed: (template) => studio.change({ ...studio.content, template }, null),
      selected: () => studio.redraw(),
      undo: studio.undo,
      redo: studio.redo,
      save: () => studio.save(),
    })
    this.canvas = this.#canvas
    studio.redraw()
  }

  #page() {
    const { format, margins } = pageOf(this.#studio)
    return { head: this.head, width: this.#studio.data.papers[format].width, margins }
  }

  /** The canvas has the paper's own styles, which the server writes: they are read again when the paper changes. */
  async #restyle() {
    const { style, page } = this.#studio.content
    const key = JSON.stringify(page ?? null)
    if (this.#canvas && key !== this.paperKey && this.paperKey !== undefined) {
      const shown = await this.#preview.now()
      const page = this.#preview.face === 'html' ? shown?.html : ''
      this.head = /<style>([^]*?)<\/style>/.exec(page ?? '')?.[1] ?? this.head
    }
    this.paperKey = key
    this.#canvas?.restyle({ style: style ?? '', page: this.#page() })
  }

  #show(view) {
    this.#canvas?.write()
    this.#view = view
    this.#notice = null
    this.#studio.redraw()
    if (view === 'visual') this.#canvas?.fit()
    for (const code of Object.values(this.#codes)) code.refresh()
    return true
  }

  #place() {
    if (this.#view === 'visual') return this.#canvas?.isReady ? this.#canvas.place() : ''
    return this.#active()?.place() ?? ''
  }

  #active() {
    const name = this.#view === 'texts' ? (this.lastCode ?? 'text') : this.#view
    return this.#codes[name] ?? this.#codes.template
  }

  #insert(piece) {
    this.#notice = null
    if (this.#view === 'visual' && this.#canvas?.isReady) this.#canvas.insert(piece)
    else if (this.#view !== 'paper' && this.#view !== 'style') this.#active()?.insert(piece)
    this.#studio.redraw()
  }

  #say(text) {
    this.#notice = text
    this.#studio.redraw()
  }
}

openStudio(new DocumentEditor())
