/* The editor of workflows: a drawing, the states and transitions as lists, and a simulation. */
import { WorkflowEditor } from '../workflow/editor.js'
import { centre } from '../workflow/lists.js'
import { simulation } from '../workflow/simulation.js'
import { openStudio } from '../frame.js'

let editor

openStudio({
  title: 'Fluxo',
  start: (studio) => (editor = new WorkflowEditor(studio)),
  left: () => [],
  centre: () => centre(editor),
  panels: (studio) =>
    studio.jsonError || !editor.isSound
      ? []
      : [{ id: 'simulation', title: 'Simular', body: () => simulation(editor) }],
  goTo(pointer) {
    const [, part, position] = pointer.split('/')
    if (!editor.isSound || position === undefined || !['states', 'transitions'].includes(part))
      return false
    editor.open = `${part}/${position}`
    editor.focusOn(`/${part}/${position}`)
    return true
  },
})
