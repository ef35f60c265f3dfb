/* The preview: what the server makes of the template as it stands, with the sample or with a real record. */
import { h } from '../dom.js'

const WAIT_MS = 300

async function ask(address, fields) {
  const token = document.querySelector('meta[name="csrf-token"]')?.content
  return fetch(address, {
    method: 'POST',
    headers: { accept: 'application/json', ...(token ? { 'X-CSRF-TOKEN': token } : {}) },
    body: new URLSearchParams(fields),
  })
}

export class Preview {
  face = 'html'
  number = ''
  shown = null
  problem = null
  milliseconds = null
  #asked = 0
  #timer = null
  #frame = null

  constructor(studio) {
    this.studio = studio
    this.data = studio.data
  }

  /** Soon, once for many changes. */
  later() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.now(), WAIT_MS)
  }

  async now() {
    if (this.studio.jsonError || !this.data.preview) return
    const mine = ++this.#asked
    const began = performance.now()
    const answer = await ask(this.data.preview, this.#fields()).catch(() => null)
    const body = answer?.headers.get('content-type')?.includes('json') ? await answer.json() : null
    if (mine !== this.#asked) return
    this.milliseconds = Math.round(performance.now() - began)
    if (answer?.ok && body) [this.shown, this.problem] = [body, null]
    else
      this.problem =
        body?.problem ?? body?.error?.message ?? 'Sem resposta do servidor; tente de novo.'
    this.#draw()
    this.studio.redraw()
    return this.shown
  }

  async pdf() {
    const opened = window.open('', '_blank')
    const answer = await ask(`${this.data.preview}/pdf`, this.#fields()).catch(() => null)
    if (answer?.headers.get('content-type')?.includes('pdf') && opened) {
      opened.location = URL.createObjectURL(await answer.blob())
      return
    }
    opened?.close()
    await this.now()
  }

  #fields() {
    const { content } = this.studio
    return {
      content: JSON.stringify(content),
      face: this.face,
      ...(this.number ? { number: this.number } : {}),
    }
  }

  /** The frame has no scripts, no forms and no address of its own: what is in it cannot act. */
  #draw() {
    if (this.#frame && this.shown?.html !== undefined) this.#frame.srcdoc = this.shown.html
  }

  panel() {
    return {
      id: 'preview',
      title: 'Prévia',
      badge: this.problem ? '!' : undefined,
      tone: 'bad',
      body: () => [this.#choices(), this.#said(), this.#page()],
    }
  }

  #choices() {
    const { previews, find } = this.data
    return h('div', { class: 'doc-preview-bar' }, [
      previews.length > 1 &&
        h('div', {}, [
          h('label', { class: 'form-label', for: 'preview-face' }, 'Saída'),
          h(
            'select',
            {
              id: 'preview-face',
              class: 'form-select',
              value: this.face,
              onchange: ({ target }) => this.#choose({ face: target.value }),
            },
            previews.map(([value, title]) =>
              h('option', { value, selected: value === this.face }, title)
            )
          ),
        ]),
      find &&
        h('div', {}, [
          h('label', { class: 'form-label', for: 'preview-number' }, find.label),
          h('input', {
            id: 'preview-number',
            class: 'form-control',
            value: this.number,
            placeholder: 'exemplo do produto',
            autocomplete: 'off',
            onchange: ({ target }) => this.#choose({ number: target.value.trim() }),
          }),
        ]),
      h('button', { type: 'button', class: 'btn', onclick: () => this.pdf() }, 'Abrir PDF'),
    ])
  }

  #choose(choice) {
    Object.assign(this, choice, { shown: null })
    this.now()
  }

  #said() {
    if (this.problem)
      return h(
        'div',
        { class: 'conf-issue is-bad', role: 'status' },
        h('strong', {}, 'Não é possível mostrar'),
        h('span', {}, this.problem)
      )
    const { note } = this.shown ?? {}
    const time = this.milliseconds === null ? '' : `atualizada em ${this.milliseconds} ms`
    return h(
      'p',
      { class: 'soft doc-preview-said', role: 'status' },
      [note, time].filter(Boolean).join(' · ')
    )
  }

  #page() {
    if (this.shown?.html === undefined && this.face !== 'html')
      return h(
        'pre',
        { key: 'text', class: 'doc-preview-text', tabindex: '0' },
        this.shown?.text ?? ''
      )
    return h('iframe', {
      key: 'page',
      class: 'doc-preview-page',
      sandbox: '',
      title: 'Documento como será impresso',
      own: true,
      ref: (element) => {
        this.#frame = element
        this.#draw()
      },
    })
  }
}
