import type { Widget } from '#core/reports/index'
import { qualityView } from '../services/quality_view.ts'
import { format } from '#core/web/index'

/** Where the practice of the registry's quality stands, and what is open. */
const quality: Widget = {
  name: 'registry.quality',
  title: 'Qualidade do cadastro',
  permission: 'registry.quality',
  size: 'small',
  place: 18,
  path: '/registry/quality',
  async load({ tx, actor }) {
    const { level, levelWords, total, last } = await qualityView(tx, actor)
    return {
      kind: 'figures',
      figures: [
        {
          label: 'Nível da prática',
          text: String(level),
          note: levelWords,
          tone: level === 3 ? 'good' : level === 2 ? 'attention' : 'bad',
          path: '/registry/quality',
        },
        {
          label: 'Pendências em aberto',
          text: format.integer(total),
          note: last ? `conferido em ${format.date(last.run_on)}` : 'nunca conferido',
          path: '/registry/quality',
        },
      ],
    }
  },
}

export default [quality] as readonly Widget[]
