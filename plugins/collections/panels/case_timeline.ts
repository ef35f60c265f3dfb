import { type PageContext, type Panel, timelineOf } from '#core/records/index'

/** Lines of the history that are shown at once. */
const MOST = 200

/** Everything that happened to the debt of a case, from every plugin, each line with its record. */
export const caseTimeline: Panel = {
  name: 'collections.case_timeline',
  on: 'collections.cases',
  title: 'Linha do tempo da dívida',
  permission: 'collections.read',
  place: 2,
  view: 'collections::case_timeline',
  async load(context: PageContext) {
    const entries = await timelineOf('collections.cases', context, MOST)
    if (entries.length === 0) return null
    return { shown: entries.slice(0, 25), older: entries.slice(25) }
  },
}
