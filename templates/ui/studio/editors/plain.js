/* Kinds without an editor of their own: the JSON view in the frame of the Studio. */
import { openStudio } from '../frame.js'

openStudio()
