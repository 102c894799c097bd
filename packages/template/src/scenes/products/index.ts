import { browserFrame } from "./BrowserFrame";
import { chatBubbles } from "./ChatBubbles";
import { codeWindow } from "./CodeWindow";
import { phoneFrame } from "./PhoneFrame";
import { productCard } from "./ProductCard";
import { terminal } from "./Terminal";

export const products = {
	PhoneFrame: phoneFrame,
	BrowserFrame: browserFrame,
	CodeWindow: codeWindow,
	Terminal: terminal,
	ChatBubbles: chatBubbles,
	ProductCard: productCard,
};
