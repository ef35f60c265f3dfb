import type { ConfigurationKind } from '#core/configuration/index'
import configurationKinds from '#core/configuration/kinds'
import { customFieldsKind } from '#core/records/custom/kind'

export default [...configurationKinds, customFieldsKind] as readonly ConfigurationKind[]
