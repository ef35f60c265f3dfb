/* The editor of rules: facts, sentences, table, trying and examples, over one ruleset. */
import { openStudio } from '../frame.js'
import { RulesetEditor } from '../ruleset/editor.js'
import { examplesPanel } from '../ruleset/examples.js'
import { palette } from '../ruleset/palette.js'
import { drawRules } from '../ruleset/rules.js'
import { tryPanel } from '../ruleset/try.js'

let editor

openStudio({
  title: 'Regras',
  start: (studio) => (editor = new RulesetEditor(studio)),
  left: () => (editor.view === 'table' ? [] : palette(editor)),
  centre: () => drawRules(editor),
  panels: (studio) => {
    if (studio.jsonError || !editor.isSound) return []
    const failed = studio.examples.filter(({ passed }) => !passed).length
    return [
      { id: 'try', title: 'Experimentar', body: () => tryPanel(editor) },
      {
        id: 'examples',
        title: 'Exemplos',
        badge: failed || editor.content.examples.length,
        tone: failed ? 'bad' : 'good',
        body: () => examplesPanel(editor),
      },
    ]
  },
  tryIt: (studio) => studio.showPanel('try'),
  goTo: (pointer) => editor.isSound && editor.goTo(pointer),
})
