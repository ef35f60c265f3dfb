/*
 * The frame of the Studio: one page for every kind of configuration. The plain field `content` is the truth that the
 * form sends; an editor and the JSON view are two faces of it, kept in step. Contract: docs/implementers/studio.md.
 */
import { drawBar, drawTabs, part, say } from './bar.js'
import { patch, stopTyping } from './dom.js'
import { changeHistory } from './history.js'
import { openJsonView } from './json_view.js'
import { isSame, localDraft } from './local_draft.js'
import { drawRight, ownPanels } from './panels.js'
import { askChecks, saveDraft } from './server.js'

const CHECK_WAIT_MS = 350
const KEEP_WAIT_MS = 400

/**
 * Opens the Studio of this page with an editor; without one, the JSON view is the editor.
 *
 * @typedef {object} Editor
 * @property {string} title       what the tab is called
 * @property {(studio: Studio) => unknown} centre   draws the editor (nodes of dom.js); called after every change
 * @property {(studio: Studio) => unknown} [left]   draws what may be used; without it the page's own list stays
 * @property {(studio: Studio) => object[]} [panels] panels of the right pane: `{ id, title, badge?, tone?, body() }`
 * @property {(studio: Studio) => void} [start]     once, before the first drawing
 * @property {(studio: Studio) => void} [changed]   after the content changed, from wherever
 * @property {(studio: Studio) => void} [tryIt]     Ctrl+Enter
 * @property {(pointer: string, studio: Studio) => boolean} [goTo] shows a place; false: the JSON view shows it
 *
 * @param {Editor|null} editor
 */
export function openStudio(editor = null) {
  const form = document.querySelector('form[data-studio]')
  if (!form) return null
  const studio = new Studio(form, editor)
  studio.start()
  return studio
}

/** What an editor sees of the page. */
class Studio {
  /** Sound content of the field; null while its text is no JSON. Never changed in place. */
  content = null
  jsonError = false
  /** Findings of the server, by JSON Pointer. */
  issues = []
  lines = null
  examples = []
  coverage = null
  differences = null
  baseLabel = null
  /** Parts of what the content comes to, `{ title, text?, html? }`; null while it is not sound. */
  preview = null
  panel = null
  /** `editor` or `json`. */
  view = 'editor'
  isSaving = false
  #text
  #saved
  #asked = 0
  #timers = {}

  constructor(form, editor) {
    this.form = form
    this.editor = editor
    this.field = form.querySelector('#content')
    /** What the server gives to the editor of this kind (`ConfigurationKind.studio`). */
    this.data = JSON.parse(part('data').textContent)
    this.#text = this.field.value
    this.#saved = part('data').dataset.saved ?? this.#text
    this.#read(this.#text)
    this.history = changeHistory(this.content)
    this.draft = localDraft({ person: form.dataset.person, item: form.dataset.item })
  }

  start() {
    this.editor?.start?.(this)
    this.panel = (this.editor?.panels?.(this) ?? [])[0]?.id ?? 'checks'
    if (!this.editor || this.jsonError) this.view = 'json'
    this.#wire()
    this.#offerLocalDraft()
    this.#openJson()
    this.redraw()
    this.check()
  }

  /**
   * The editor's new content. `name` tells what was changed (a pointer): the same name again, soon after, is undone in
   * one step with it.
   */
  change(content, name = null) {
    this.#put(JSON.stringify(content, null, 2), content)
    this.history.push(content, name)
    this.json?.set(this.#text)
    this.redraw()
  }

  /** Findings on a place and on what is inside it. */
  issuesAt(pointer) {
    return this.issues.filter(({ path }) => path === pointer || path.startsWith(`${pointer}/`))
  }

  showPanel(id) {
    this.panel = id
    this.redraw()
  }

  /** Shows the place of a finding: in the editor where it can, else in the JSON. */
  goTo(pointer) {
    if (!this.jsonError && this.editor?.goTo?.(pointer, this)) return this.showView('editor')
    this.showView('json')
    this.json.goTo(pointer)
  }

  showView(view) {
    this.view = view
    this.redraw()
    if (view === 'json') this.json.refresh()
  }

  undo = () => this.#step(this.history.undo())
  redo = () => this.#step(this.history.redo())

  get isDirty() {
    return this.#text !== this.#saved
  }

  /** Asks the server for the checks of what stands in the field now. */
  async check() {
    const mine = ++this.#asked
    const found = await askChecks(this.form.dataset.check, new FormData(this.form))
    if (!found || mine !== this.#asked) return
    const { issues, lines, examples, coverage, differences, baseLabel, preview } = found
    Object.assign(this, { issues, lines, examples, coverage, differences, baseLabel, preview })
    this.json?.mark()
    this.redraw()
  }

  /** Saves without leaving the page; true once it is saved. */
  async save() {
    if (this.isSaving) return false
    this.isSaving = true
    say(null)
    this.redraw()
    const text = this.#text
    const { saved, problem, issues } = await saveDraft(this.form.action, new FormData(this.form))
    this.isSaving = false
    if (saved) this.#keepSaved(saved, text)
    else {
      this.issues = issues
      this.panel = issues.length ? 'checks' : this.panel
      say({ text: problem, isBad: true })
    }
    this.redraw()
    return Boolean(saved)
  }

  /** The page of the version, where it is sent for approval; what is not saved stays here with the reason. */
  async #saveAndReview(event) {
    event.preventDefault()
    const isStored = this.form.elements.version_id.value !== '' && !this.isDirty
    if (isStored || (await this.save())) location.assign(this.form.action)
  }

  redraw() {
    if (this.editor?.left) patch(part('left'), this.editor.left(this))
    if (this.editor?.centre && !this.jsonError) patch(part('editor'), this.editor.centre(this))
    patch(
      part('right'),
      drawRight(this, [...(this.editor?.panels?.(this) ?? []), ...ownPanels(this)])
    )
    drawTabs(this)
    drawBar(this)
  }

  #read(text) {
    try {
      this.content = JSON.parse(text)
      this.jsonError = false
    } catch {
      this.jsonError = true
    }
  }

  /** The text of the field, and what hangs on it. */
  #put(text, content) {
    this.#text = text
    this.field.value = text
    if (content === undefined) this.#read(text)
    else [this.content, this.jsonError] = [content, false]
    this.editor?.changed?.(this)
    this.#later('keep', KEEP_WAIT_MS, () =>
      this.isDirty ? this.draft.write(this.#text) : this.draft.clear()
    )
    this.#later('check', CHECK_WAIT_MS, () => this.check())
  }

  #step(content) {
    if (content === undefined) return
    stopTyping()
    this.#put(JSON.stringify(content, null, 2), content)
    this.json?.set(this.#text)
    this.redraw()
  }

  #later(name, wait, act) {
    clearTimeout(this.#timers[name])
    this.#timers[name] = setTimeout(act, wait)
  }

  #openJson() {
    const host = part('json')
    this.field.hidden = true
    this.field.labels[0]?.setAttribute('hidden', '')
    const label = 'Conteúdo (JSON)'
    this.json = openJsonView(
      host.insertBefore(document.createElement('div'), document.getElementById('content-hint')),
      {
        text: this.#text,
        label,
        describedBy: 'content-hint',
        issues: () => this.issues,
        changed: (text) => {
          this.#put(text)
          if (!this.jsonError) this.history.push(this.content, 'json')
          this.redraw()
        },
      }
    )
  }

  #wire() {
    for (const one of document.querySelectorAll('[data-studio-with-script]')) one.hidden = false
    for (const one of document.querySelectorAll('[data-studio-without-script]')) one.hidden = true
    part('undo').addEventListener('click', this.undo)
    part('redo').addEventListener('click', this.redo)
    part('save').addEventListener('click', () => this.save())
    this.form.addEventListener('submit', (event) => this.#saveAndReview(event))
    addEventListener('pagehide', () => this.isDirty && this.draft.write(this.#text))
    addEventListener('beforeunload', (event) => {
      if (this.isDirty) event.preventDefault()
    })
    document.addEventListener('keydown', (event) => this.#key(event))
  }

  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return
    const key = event.key.toLowerCase()
    const isOwn = event.target.closest?.('.cm-editor, [data-own-undo]')
    const acts = {
      s: () => this.save(),
      enter: () => this.#tryIt(),
      ...(isOwn ? {} : { z: event.shiftKey ? this.redo : this.undo, y: this.redo }),
    }
    if (!acts[key]) return
    event.preventDefault()
    acts[key]()
  }

  #tryIt() {
    if (this.editor?.tryIt && !this.jsonError) return this.editor.tryIt(this)
    this.showPanel('checks')
    this.check()
  }

  #offerLocalDraft() {
    const kept = this.draft.read()
    if (!kept || kept.text === this.#text || isSame(kept.text, this.#text))
      return this.draft.clear()
    const at = new Date(kept.at).toLocaleString('pt-BR', { dateStyle: 'short', timeStyle: 'short' })
    say({
      text: `Há mudanças suas de ${at} que não foram salvas.`,
      acts: [
        ['Retomar', () => this.#resume(kept.text)],
        ['Descartar', () => (this.draft.clear(), say(null))],
      ],
    })
  }

  #resume(text) {
    this.#put(text)
    this.json.set(text)
    if (!this.jsonError) this.history.push(this.content)
    say(null)
    this.redraw()
  }

  #keepSaved({ version, seen, edit, action, text: said }, text) {
    this.#saved = text
    if (!this.isDirty) this.draft.clear()
    this.form.action = action
    this.form.elements.version_id.value = version
    this.form.elements.seen.value = seen
    document.getElementById('studio-owner')?.remove()
    history.replaceState(null, '', edit)
    say({ text: said })
  }
}
