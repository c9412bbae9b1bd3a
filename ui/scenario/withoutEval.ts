/**
 * Zod writes itself faster code with `new Function` where it may. A strict CSP forbids that, and even the attempt is
 * told as a violation: it is switched off before the first form is made.
 */
import { z } from "zod";

z.config({ jitless: true });
