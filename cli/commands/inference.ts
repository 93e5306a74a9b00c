import { lazyGroup } from "../base/lazy.ts";
import { operations } from "../base/operation/leaf.ts";
import type { Context } from "../context.ts";
import type { Whole } from "../args/options.ts";

const COMMANDS = operations({
  models: ["inference_list_models", "List the models.", { columns: ["id", "owned_by"] }],
  chat: ["inference_create_chat_completion", "Continue a conversation.", { example: "--help" }],
  messages: ["inference_create_messages", "Create a reply to messages.", { example: "--help" }],
  responses: ["inference_create_response", "Create a response.", { example: "--help" }],
  embeddings: ["inference_create_embedding", "Embed texts.", { example: "--help" }],
  images: ["inference_create_image", "Generate images.", { example: "--help" }],
  agent: ["agentInference_create_chat_completion", "Send a conversation to an agent.", {
    example: "--agent-url AGENT.agents.do-ai.run --help",
  }],
  invoke: ["inference_create_async_invoke", "Start an asynchronous call of a model.", {
    example: "--help",
  }],
});

/** `doapi inference` */
export function inference(ctx: Context, about: string, whole: Whole) {
  return lazyGroup(ctx, about, whole, "inference", COMMANDS);
}
