/**
 * A page printed on A4 paper by a browser: the report's own HTML, its print style, with the title and page numbers in
 * the margin. The page may ask nothing of the network and runs no script.
 */
import type { NoBrowser } from "#rig/browser/findBrowser.ts";
import { launchBrowser } from "#rig/browser/launchBrowser.ts";
import { RigError } from "#rig/rigError.ts";

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The browser's own page furniture: it knows the page's number, and has no style but what stands here. */
const margin = (left: string, right: string): string =>
  `<div style="width:100%;padding:0 14mm;font:8px sans-serif;color:#4d5a6a;display:flex;justify-content:space-between"><span>${left}</span><span>${right}</span></div>`;

export interface PrintedPage {
  readonly html: string;
  /** Stands at the head of every page. */
  readonly title: string;
}

/** The bytes of the PDF, or what is missing on this machine. Throws a RigError when the browser there is fails. */
export async function printPdf(
  { html, title }: PrintedPage,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Uint8Array | NoBrowser> {
  const browser = await launchBrowser(env);
  if ("missing" in browser) return browser;
  try {
    const context = await browser.newContext({ javaScriptEnabled: false, offline: true });
    const page = await context.newPage();
    await page.setContent(html, { waitUntil: "load" });
    return await page.pdf({
      format: "A4",
      margin: { top: "18mm", bottom: "16mm", left: "14mm", right: "14mm" },
      printBackground: true,
      displayHeaderFooter: true,
      headerTemplate: margin(escaped(title), ""),
      footerTemplate: margin(
        "conto-rig",
        '<span class="pageNumber"></span> / <span class="totalPages"></span>',
      ),
      tagged: true,
      outline: true,
    });
  } catch (cause) {
    const why = (cause instanceof Error ? cause.message : String(cause)).split("\n")[0];
    throw new RigError("browserFailed", `the browser did not print the report: ${why}`, { cause });
  } finally {
    await browser.close();
  }
}
