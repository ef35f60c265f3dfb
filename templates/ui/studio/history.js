/* Undo and redo over whole contents. Changes of the same field within a moment are one step. */
const MERGE_MS = 1200
const KEPT = 200

export function changeHistory(first) {
  let steps = [{ content: first, name: null, at: 0 }]
  let now = 0
  return {
    /** @param {string|null} name what was changed: the same name again, soon after, is the same step */
    push(content, name = null) {
      const last = steps[now]
      if (JSON.stringify(last.content) === JSON.stringify(content)) return
      const merges =
        name !== null &&
        last.name === name &&
        Date.now() - last.at < MERGE_MS &&
        now === steps.length - 1
      if (merges) steps[now] = { content, name, at: Date.now() }
      else
        steps = [
          ...steps.slice(Math.max(0, now + 2 - KEPT), now + 1),
          { content, name, at: Date.now() },
        ]
      now = steps.length - 1
    },
    undo: () => (now > 0 ? steps[--now].content : undefined),
    redo: () => (now < steps.length - 1 ? steps[++now].content : undefined),
    get canUndo() {
      return now > 0
    },
    get canRedo() {
      return now < steps.length - 1
    },
  }
}
