// Declarations of @std/cli/prompt-secret for where it comes from npm, which has it without types.

export interface PromptSecretOptions {
  /** Printed for each typed character; the empty string prints nothing. */
  mask?: string;
  /** Clears the line once the input ends. */
  clear?: boolean;
}

export declare function promptSecret(
  message?: string,
  options?: PromptSecretOptions,
): string | null;
