import type { Connect } from "vite";

/**
 * Headers of every answer. A film is foreign code: it may draw what lies in its own project and talk to its own server,
 * nothing else. (Exports render without a network, so a film that needed one would look right here and fail there.)
 */
export function pageHeaders(): Connect.NextHandleFunction {
	return (request, response, next) => {
		const host = /^[A-Za-z0-9.:[\]-]+$/.test(request.headers.host ?? "") ? request.headers.host : "";
		response.setHeader("x-content-type-options", "nosniff");
		response.setHeader("referrer-policy", "no-referrer");
		response.setHeader("cross-origin-resource-policy", "same-origin");
		response.setHeader("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
		response.setHeader(
			"content-security-policy",
			[
				"default-src 'self' data: blob:",
				"script-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' blob:",
				"style-src 'self' 'unsafe-inline' data: blob:",
				`connect-src 'self' data: blob:${host ? ` ws://${host} wss://${host}` : ""}`,
				"worker-src 'self' blob:",
				"object-src 'none'",
				"base-uri 'none'",
				"form-action 'none'",
			].join("; "),
		);
		next();
	};
}
