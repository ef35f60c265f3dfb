export const CERTIFICATE = 'certificates.certificates'
export const CERTIFICATE_DOCUMENT = 'certificates.certificate'
/** Of the one paper that a certificate has. */
export const PAPER = 'paper'
/** Where anybody checks a code. */
export const CHECK_PATH = '/certificates/check'
export const CLEARANCE = 'certificates.clearances'
export const CLEARANCE_DOCUMENT = 'certificates.clearance'
