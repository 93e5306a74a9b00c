import type { Operation } from "../../../lib/api/facts.ts";
import type { DOAPI, RequestOptions } from "../../../mod.ts";
import type { Context } from "../../context.ts";
import { ExitError } from "../../errors.ts";
import { printList, printWhole } from "../../output/print.ts";
import { printRaw } from "../../output/raw.ts";
import { itemsOf, listIn, pagingOf } from "./pages.ts";
import { listing } from "../../output/listing.ts";

/** The request of an operation. */
export type Request = RequestOptions & { url: string; params: Record<string, unknown> };

/** Prints the whole list that an operation answers with, as its pages arrive. */
export async function printPages(
  ctx: Context,
  options: object,
  client: DOAPI,
  operation: Operation,
  key: string,
  request: Request,
): Promise<void> {
  const paging = await pagingOf(operation);
  if (paging === "whole") return await printAnswer(ctx, options, client, operation, request);
  await printList(
    ctx,
    options,
    itemsOf(client, operation, paging, { ...request, ...listing(ctx), key }),
  );
}

/** Prints an answer: of a page of a list its items, and what is not JSON as it came. */
export async function printAnswer(
  ctx: Context,
  options: object,
  client: DOAPI,
  operation: Operation,
  { url, ...request }: Request,
): Promise<void> {
  const { list, type } = operation;
  if (type === "application/pdf" && ctx.outIsTerminal) {
    throw new ExitError("The answer is a PDF, which a terminal cannot show: write it to a file");
  }
  const answer = await client.request(url, request);
  if (answer === null) return;
  if (answer instanceof Uint8Array) return await printRaw(ctx, answer);
  const paging = list ? await pagingOf(operation) : "whole";
  if (list && paging !== "whole") return await printList(ctx, options, listIn(answer, list.key));
  await printWhole(ctx, options, answer);
}
