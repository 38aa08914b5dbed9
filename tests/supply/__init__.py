"""What this product is made with: the tested versions, the bill of materials, and what is known against them."""
