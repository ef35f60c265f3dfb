import type { ConfigurationKind } from './types.ts'

export default [] as readonly ConfigurationKind[]
