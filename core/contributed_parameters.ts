import access from '#core/access/parameters'
import configuration from '#core/configuration/parameters'
import records from '#core/records/attachments/parameters'
import type { Parameter } from '#core/configuration/index'

export default [...configuration, ...access, ...records] as readonly Parameter[]
