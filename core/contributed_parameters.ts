import access from '#core/access/parameters'
import configuration from '#core/configuration/parameters'
import type { Parameter } from '#core/configuration/index'

export default [...configuration, ...access] as readonly Parameter[]
